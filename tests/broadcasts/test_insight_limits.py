"""LINE is asked at most so often, whoever asks, and nobody waits for a lock meanwhile."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Staff
from broadcasts.insight.gathering import MOST_AN_HOUR, MOST_AT_ONCE, gather
from broadcasts.insight.models import Outcome
from broadcasts.insight.words import BUSY
from broadcasts.models import Insight, Question
from line.client import LineClient, MessageCounts, line_client
from tests.broadcasts.insights import ask_line, counted_post, sent_post
from tests.office import tamper
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
ENDPOINT = "insight/message/event"


def due(number: int, drafter: Staff) -> None:
    """So many broadcasts about which LINE is to be asked now."""
    for _ in range(number):
        counted_post(drafter)
    Insight.objects.update(next_ask_at=timezone.now() - timedelta(seconds=1))


def have_asked(number: int, *, minutes_ago: float) -> None:
    """So many questions in the past."""
    asked_at = timezone.now() - timedelta(minutes=minutes_ago)
    insight = Insight.objects.latest("pk")
    Question.objects.bulk_create(
        Question(insight=insight, asked_at=asked_at) for _ in range(number)
    )


def in_threads(act: Callable[[], object], number: int) -> None:
    """The same at the same time."""

    def alone() -> None:
        act()
        connection.close()

    threads = [threading.Thread(target=alone) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def test_no_more_than_the_hour_allows(drafter: Staff, line_platform: StandIn) -> None:
    due(3, drafter)
    have_asked(MOST_AN_HOUR - 1, minutes_ago=59)
    assert gather(line_client()) == 1
    assert gather(line_client()) == 0
    assert len(line_platform.requests()) == 1


def test_what_was_asked_more_than_an_hour_ago_counts_no_more(
    drafter: Staff, line_platform: StandIn
) -> None:
    due(2, drafter)
    have_asked(MOST_AN_HOUR, minutes_ago=61)
    assert gather(line_client()) == 2


def test_workers_at_the_same_time_keep_the_limit_together(
    drafter: Staff, line_platform: StandIn
) -> None:
    due(4, drafter)
    have_asked(MOST_AN_HOUR - 2, minutes_ago=1)
    in_threads(lambda: gather(line_client()), 4)
    asked = [request["path"] for request in line_platform.requests()]
    assert len(asked) == len(set(asked)) == 2


def test_one_job_asks_a_few_and_leaves_the_rest_to_the_next(
    drafter: Staff, line_platform: StandIn
) -> None:
    due(MOST_AT_ONCE + 1, drafter)
    assert gather(line_client()) == MOST_AT_ONCE
    assert gather(line_client()) == 1


def test_who_has_waited_longest_is_asked_about_first(
    drafter: Staff, line_platform: StandIn
) -> None:
    due(2, drafter)
    longest = Insight.objects.latest("pk")
    Insight.objects.filter(pk=longest.pk).update(next_ask_at=timezone.now() - timedelta(days=1))
    gather(line_client())
    first = line_platform.requests()[0]["path"]
    assert first.endswith(f"requestId={longest.broadcast.request_id}")


def test_after_a_429_nothing_is_asked_for_a_while(drafter: Staff, line_platform: StandIn) -> None:
    due(2, drafter)
    line_platform.arm("rate_limited", endpoint=ENDPOINT)
    assert gather(line_client()) == 1
    question = Question.objects.get()
    assert (question.outcome, question.http_status) == (Outcome.BUSY, 429)
    assert question.words.startswith("The API rate limit has been exceeded.")
    assert question.insight.problem == BUSY
    assert gather(line_client()) == 0

    tamper("UPDATE broadcasts_question SET asked_at = asked_at - interval '16 minutes'", [])
    Insight.objects.update(next_ask_at=timezone.now())
    assert gather(line_client()) == 2


def test_nothing_is_locked_and_no_transaction_stands_open_while_line_is_asked(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    sent_post(drafter, manager)
    line_platform.arm("slow", seconds=2.0, endpoint=ENDPOINT)
    asking = threading.Thread(target=in_threads, args=(ask_line, 1))
    asking.start()
    _wait_for(lambda: any(ENDPOINT in one["path"] for one in line_platform.requests()))

    assert Question.objects.get().outcome == Outcome.OPEN
    with transaction.atomic():
        assert Insight.objects.select_for_update(nowait=True).get().counted_at is None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
        )
        assert cursor.fetchone() == (0,)
    asking.join(timeout=30)
    assert Question.objects.get().outcome == Outcome.ANSWERED


def test_a_question_over_which_the_process_died_is_counted_and_asked_again(
    drafter: Staff, line_platform: StandIn
) -> None:
    due(1, drafter)

    class Died(BaseException):
        """As if the process had been killed."""

    class Dying(LineClient):
        def message_counts(self, request_id: str) -> MessageCounts:
            raise Died

    with pytest.raises(Died):
        gather(Dying(line_platform.base_url, line_platform.token))
    assert Question.objects.get().outcome == Outcome.OPEN
    due_again = Insight.objects.get().next_ask_at
    assert due_again is not None
    assert timedelta(minutes=9) < due_again - timezone.now() < timedelta(minutes=11)


def _wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        if time.monotonic() > deadline:
            pytest.fail("LINE has not been asked")
        time.sleep(0.02)
