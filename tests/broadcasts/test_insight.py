"""What LINE counts of a broadcast: asked for when it is due, kept, and never made up."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Staff
from broadcasts.insight import schedule
from broadcasts.insight.gathering import gather
from broadcasts.insight.models import Outcome
from broadcasts.insight.words import HIDDEN, NEVER_TOLD, NOT_YET, numbers_of
from broadcasts.models import Broadcast, Insight, Question
from line.client import line_client
from tests.broadcasts.insights import A_DAY, ask_line, let_days_pass, sent_post
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def said() -> list[str]:
    """The three numbers in words."""
    return [number.words for number in numbers_of(Insight.objects.get())]


def questions(platform: StandIn) -> list[str]:
    """What LINE was asked."""
    return [one["path"] for one in platform.requests() if "message/event" in one["path"]]


def test_line_is_asked_by_the_number_under_which_it_took_the_broadcast(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    assert ask_line() == 1
    request_id = Broadcast.objects.get().request_id
    assert questions(line_platform) == [f"/v2/bot/insight/message/event?requestId={request_id}"]
    question = Question.objects.get()
    assert (question.outcome, question.http_status) == (Outcome.ANSWERED, 200)


def test_nothing_is_asked_before_its_time(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    assert gather(line_client()) == 0
    broadcast = Broadcast.objects.get()
    assert broadcast.finished_at is not None
    assert Insight.objects.get().next_ask_at == broadcast.finished_at + timedelta(hours=1)
    assert questions(line_platform) == []


def test_what_line_has_not_counted_yet_is_unknown_and_not_nought(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    ask_line()
    known = Insight.objects.get()
    assert (known.delivered, known.opened, known.clicked) == (None, None, None)
    assert known.counted_at is not None
    assert said() == [NOT_YET, NOT_YET, NOT_YET]


def test_the_next_day_there_are_numbers_and_small_ones_are_hidden(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    line_platform.advance_clock(A_DAY)
    ask_line()
    known = Insight.objects.get()
    assert (known.delivered, known.clicked) == (120, None)
    assert known.opened is not None
    assert said() == ["120人", f"{known.opened}人", HIDDEN]


def test_numbers_once_told_are_kept_when_a_later_answer_knows_less(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    gather(line_client())
    Insight.objects.update(delivered=119, opened=40, clicked=25, counted_at=timezone.now())
    ask_line()
    assert said() == ["119人", "40人", "25人"]


def test_questions_come_often_at_first_then_daily_and_end_after_fourteen_days() -> None:
    sent_at = timezone.now()
    asked = [schedule.first_ask(sent_at)]
    while (following := schedule.after_answer(sent_at, asked[-1])) is not None:
        asked.append(following)
    assert len(asked) == 18
    assert asked[-2] - sent_at == timedelta(days=13)
    assert timedelta(days=14) < asked[-1] - sent_at < timedelta(days=15)


def test_when_all_is_counted_nobody_asks_any_more(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    gather(line_client())
    let_days_pass(15)
    line_platform.advance_clock(15 * A_DAY)
    assert ask_line() == 1
    assert Insight.objects.get().next_ask_at is None
    assert ask_line() == 0


def test_a_late_question_does_not_make_up_for_those_that_were_missed(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    gather(line_client())
    let_days_pass(5.5)
    assert ask_line() == 1
    following = Insight.objects.get().next_ask_at
    assert following is not None
    assert timedelta(hours=11) < following - timezone.now() < timedelta(hours=13)


def test_a_number_that_line_does_not_know_is_said_and_tried_as_planned(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    line_platform.reset()  # LINE has forgotten it
    ask_line()
    question, known = Question.objects.get(), Insight.objects.get()
    assert (question.outcome, question.http_status) == (Outcome.REFUSED, 404)
    assert question.words == "Not found (404)"
    assert known.problem == "LINEに、この配信の集計が見つかりませんでした。"
    assert known.counted_at is None
    assert said() == [NOT_YET, NOT_YET, NOT_YET]
    assert known.next_ask_at == schedule.after_answer(_sent_at(), timezone.now())


def test_a_refused_key_is_tried_again_after_an_hour(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    line_platform.arm("unauthorized", endpoint="insight/message/event")
    ask_line()
    known = Insight.objects.get()
    assert known.problem == "LINEに接続するための鍵が、LINEに認められませんでした。"
    assert known.next_ask_at is not None
    assert known.next_ask_at - timezone.now() < timedelta(hours=1)
    ask_line()
    assert Insight.objects.get().problem == ""


@pytest.mark.parametrize(
    ("fault", "status", "problem"),
    [
        ("refuse_500", 500, "LINEの側で問題が起きています。"),
        ("drop_before", None, "LINEとの通信が途中で切れました。"),
    ],
)
def test_trouble_is_written_down_and_said(
    drafter: Staff,
    manager: Staff,
    line_platform: StandIn,
    fault: str,
    status: int | None,
    problem: str,
) -> None:
    sent_post(drafter, manager)
    line_platform.arm(fault, endpoint="insight/message/event")
    ask_line()
    question = Question.objects.get()
    assert (question.outcome, question.http_status) == (Outcome.FAILED, status)
    assert Insight.objects.get().problem == problem


def test_who_is_silent_for_three_weeks_is_asked_no_more(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    gather(line_client())
    let_days_pass(21)
    line_platform.arm("refuse_500", endpoint="insight/message/event")
    ask_line()
    assert Insight.objects.get().next_ask_at is None
    assert said() == [NEVER_TOLD, NEVER_TOLD, NEVER_TOLD]


def test_no_numbers_are_kept_without_the_time_they_were_told() -> None:
    with pytest.raises(IntegrityError, match="insight_is_dated"), transaction.atomic():
        Insight.objects.create(broadcast_id=1, delivered=0)


def _sent_at() -> datetime:
    sent_at = Broadcast.objects.get().finished_at
    assert sent_at is not None
    return sent_at
