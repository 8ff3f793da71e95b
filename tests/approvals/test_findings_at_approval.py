"""At approval what was found and answered is read first, and what is new since may refuse it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from approvals.models import Decision
from audit.dates_ja import date_only
from posts.choices import Status
from posts.content import canonical, read
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.screening.drafts import JAPAN
from posts.screening_lists.changing import add_entry
from posts.screening_lists.choices import ListKind
from posts.sealing import seal
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.approvals.deciding import go_on, next_code, read_page, send_code
from tests.office import approve, ask_approval, tamper, write
from tests.posts.answering import ANSWER, ASKED_ABOUT, answer_all


def submitted(drafter: Staff, text: str) -> Revision:
    post = write(drafter, category="1", text=text)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def put_the_sending_off(revision: Revision) -> Revision:
    """As if the text had been approved for another day: only a hand past every rule can do that."""
    later = timezone.now() + timedelta(days=3)
    content = replace(
        read(revision.canonical),
        send_at=later,
        decide_by=later,
        not_after=later + timedelta(hours=1),
    )
    text = canonical(content)
    tamper(
        "UPDATE posts_revision SET canonical = %s, digest = %s, send_at = %s,"
        " decide_by = %s, not_after = %s",
        [text, seal(text), content.send_at, content.decide_by, content.not_after],
    )
    return Revision.objects.get()


def test_the_approver_reads_finding_answer_and_who_first(
    drafter: Staff, as_manager: Client
) -> None:
    words = read_page(as_manager, submitted(drafter, ASKED_ABOUT)).words
    assert words.index("問い合わせ先がありません") < words.index(ANSWER) < words.index("配信先")
    assert words.index(ANSWER) < words.index(drafter.with_section, words.index(ANSWER))


def test_without_news_nothing_new_is_said(drafter: Staff, as_manager: Client) -> None:
    page = read_page(as_manager, ask_approval(drafter))
    assert "新しく見つかった点" not in page.words
    assert "承認へ進む" in page.buttons


def test_what_is_wrong_by_now_refuses_the_approval_with_words(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    # The day of the sending: at night it is another one than that of the submission.
    day = date_only(timezone.localdate(timezone.now() + timedelta(hours=1)))
    revision = submitted(drafter, f"申込みは{day}までに電話でお願いします。")
    address = go_on(as_manager, revision)
    revision = put_the_sending_off(revision)
    with pytest.raises(decisions.NowWrong, match="過ぎています"):
        approve(revision, manager)
    page = read_page(as_manager, revision)
    assert "新しく見つかった点" in page.words
    assert "承認へ進む" not in page.buttons
    page = send_code(as_manager, address, next_code(manager))
    assert "承認できません" in page.words
    assert not Decision.objects.exists()
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_a_list_that_changed_meanwhile_is_news_but_refuses_nothing(
    drafter: Staff, manager: Staff, administrator: Staff, as_manager: Client
) -> None:
    revision = submitted(drafter, "八戸の風景をお届けします。")
    add_entry(
        ListKind.WORD,
        "風景をお届け",
        actor=administrator,
        reason="注意するため",
        group="hearsay",
        advice="確かめてください。",
    )
    page = read_page(as_manager, revision)
    assert "風景をお届け" in page.words
    assert "新しく見つかった点" in page.words
    assert approve(revision, manager).revision == revision


def test_days_passing_alone_are_noticed(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter, send_at=timezone.now() + timedelta(days=9))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        browser = Client()
        sign_in(browser, manager)
        assert "承認へ進む" in read_page(browser, revision).buttons


@pytest.mark.parametrize("minutes", [8, 20])
@pytest.mark.parametrize(
    "words", ["明日は断水します。", "申込みは11月24日までに電話でお願いします。"]
)
def test_midnight_in_between_refuses_what_goes_out_at_once(
    words: str, minutes: int, drafter: Staff, manager: Staff
) -> None:
    """Asked at 23:50, decided on at 23:58, so that the pause ends on the next day, or at 0:10."""
    asked = datetime(2026, 11, 24, 23, 50, tzinfo=JAPAN)
    text = f"{words}\n問合せ：観光課 0178-46-4040"
    with time_machine.travel(asked, tick=False):
        revision = ask_approval(drafter, category="1", text=text, at_once=True, send_at=None)
    with time_machine.travel(asked + timedelta(minutes=minutes), tick=False):
        browser = Client()
        sign_in(browser, manager)
        page = read_page(browser, revision)
        assert "承認へ進む" not in page.buttons
        assert ("「明日」を" in page.words) == ("明日" in words)
        with pytest.raises(decisions.NowWrong, match=r"日付に書き直して|過ぎています"):
            approve(revision, manager)
    assert not Decision.objects.exists()


def test_before_midnight_it_is_approved(drafter: Staff, manager: Staff) -> None:
    asked = datetime(2026, 11, 24, 23, 30, tzinfo=JAPAN)
    text = "明日は断水します。\n問合せ：観光課 0178-46-4040"
    with time_machine.travel(asked, tick=False):
        revision = ask_approval(drafter, text=text, at_once=True, send_at=None)
    with time_machine.travel(asked + timedelta(minutes=20), tick=False):
        assert approve(revision, manager).revision == revision
