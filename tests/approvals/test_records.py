"""決裁の記録: which posts a period holds, who may see them, and what stays out."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from approvals.records.period import PeriodForm, records_of, to_hand_out
from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM
from posts.models import Post, Revision
from tests.accounts.sign_in import sign_in
from tests.office import approve, ask_approval, tamper
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

TOKYO = ZoneInfo("Asia/Tokyo")


def records_page(client: Client, **asked: str) -> Page:
    return Page.of(client.get(reverse("approval_records"), asked))


def found(reader: Staff, **asked: str) -> list[str]:
    """The titles of what a period holds for this person."""
    form = PeriodForm(asked)
    assert form.is_valid(), form.errors
    return [post.title for post in to_hand_out(records_of(form, reader=reader))]


def decided(drafter: Staff, manager: Staff, at: datetime | None = None, **changes: object) -> Post:
    """A post that was approved, at another moment if wished."""
    revision = ask_approval(drafter, **changes)
    approve(revision, manager)
    if at is not None:
        tamper(
            "UPDATE approvals_decision SET decided_at = %s WHERE revision_id = %s",
            [at, revision.pk],
        )
    return revision.post


def test_both_days_of_a_period_belong_to_it(drafter: Staff, manager: Staff) -> None:
    for title, moment in (
        ("前日", datetime(2026, 9, 30, 23, 59, 59, tzinfo=TOKYO)),
        ("初日", datetime(2026, 10, 1, 0, 0, tzinfo=TOKYO)),
        ("末日", datetime(2026, 10, 31, 23, 59, 59, tzinfo=TOKYO)),
        ("翌日", datetime(2026, 11, 1, 0, 0, tzinfo=TOKYO)),
    ):
        decided(drafter, manager, moment, title=title)
    october = {"by": "decided", "since": "2026-10-01", "until": "2026-10-31"}
    assert found(manager, **october) == ["初日", "末日"]
    assert found(manager, **{**october, "since": "2026-10-31"}) == ["末日"]


def test_decided_is_what_was_approved_or_rejected(drafter: Staff, manager: Staff) -> None:
    decided(drafter, manager, title="承認")
    decisions.reject(ask_approval(drafter, title="却下"), actor=manager, reason="対象外です。")
    decisions.return_to_drafter(
        ask_approval(drafter, title="差戻し"), actor=manager, reason="直してください。"
    )
    ask_approval(drafter, title="依頼中")
    assert found(manager) == ["承認", "却下"]


def test_the_day_of_sending_may_count_instead(drafter: Staff, manager: Staff) -> None:
    decided(drafter, manager, title="未配信")
    sent = decided(drafter, manager, title="配信")
    with transaction.atomic():
        trail.record(Action.SENDING_ACCEPTED, target=sent, actor=SYSTEM, detail={})
    assert found(manager, by="sent", since="2026-04-01", until="2100-12-31") == ["配信"]
    assert found(manager, by="sent", since="2100-01-01", until="2100-12-31") == []


def test_a_section_and_a_category_narrow_it(
    drafter: Staff, outsider: Staff, manager: Staff
) -> None:
    decided(drafter, manager, title="観光")
    decided(outsider, manager, title="環境", category="4")
    today = timezone.localdate().isoformat()
    period = {"by": "decided", "since": today, "until": today}
    assert found(manager, **period, section=str(outsider.section_id)) == ["環境"]
    assert found(manager, **period, category="3") == ["観光"]


def test_nothing_asked_means_this_fiscal_year() -> None:
    form = PeriodForm({})
    assert form.is_valid()
    today = timezone.localdate()
    first = date(today.year if today.month >= 4 else today.year - 1, 4, 1)
    assert (form.cleaned_data["since"], form.cleaned_data["until"]) == (first, today)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "2026-10-02", "until": "2026-10-01"}, "終わりの日を、始めの日と同じか"),
        ({"since": "きのう"}, "日付を、例のように入力してください"),
        ({"until": "0001-01-01"}, "日付を、例のように入力してください"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_words(
    asked: dict[str, str], words: str, as_manager: Client
) -> None:
    page = records_page(as_manager, **asked)
    assert page.status == 200
    assert words in page.words
    assert "CSVに書き出す" not in page.buttons


def test_a_post_under_embargo_stays_out_and_is_only_counted(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    later = timezone.now() + timedelta(hours=1)
    decided(drafter, manager, title="秘密の催し", embargo_until=later, send_at=later)
    decided(drafter, manager, title="公開の催し")
    page = records_page(as_manager)
    assert "1件あります。" in page.words
    assert "解禁日時の前の投稿が1件あります。" in page.words
    assert "秘密の催し" not in page.words
    assert "公開の催し" in page.words
    assert found(manager) == ["公開の催し"]


def test_the_table_goes_on_over_pages_and_leads_to_the_sheets(
    drafter: Staff, manager: Staff, as_auditor: Client
) -> None:
    revisions = [ask_approval(drafter, title=f"案件{number:02}") for number in range(51)]
    approve(revisions[0], manager)
    _decide_like_the_first(revisions)
    first, second = (records_page(as_auditor, page=number) for number in "12")
    assert "51件あります。" in first.words
    assert "1／2ページ" in first.words
    assert "案件49" in first.words
    assert "案件50" in second.words
    links = [link.get("href") for link in second.main.iter("a")]
    assert reverse("post_sheet", args=[revisions[50].post_id]) in links


@pytest.mark.parametrize("who", ["drafter", "administrator", "deputy", "reviewer"])
def test_others_see_no_records_of_a_period(who: str, request: pytest.FixtureRequest) -> None:
    browser = Client()
    sign_in(browser, request.getfixturevalue(who))
    assert browser.get(reverse("approval_records")).status_code == 403
    assert "決裁の記録" not in Page.of(browser.get(reverse("approval_inbox"))).words


def test_the_desk_and_the_trail_lead_to_it(as_manager: Client, as_auditor: Client) -> None:
    for browser in (as_manager, as_auditor):
        for view in ("approval_inbox", "audit_entries"):
            assert "決裁の記録" in Page.of(browser.get(reverse(view))).buttons


def _decide_like_the_first(revisions: list[Revision]) -> None:
    """Give all the others the decision of the first, past every trigger."""
    tamper(
        "INSERT INTO approvals_decision (revision_id, outcome, decider_id, capacity, ground,"
        " ground_words, decided_at, digest, reason)"
        " SELECT r.id, 'rejected', d.decider_id, d.capacity, '', '', d.decided_at, r.digest, 'x'"
        " FROM approvals_decision d, posts_revision r WHERE d.revision_id = %s AND r.id <> %s",
        [revisions[0].pk, revisions[0].pk],
    )
