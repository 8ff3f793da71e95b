"""決裁票: what is decided in another's place, put off, stopped, or looked at afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Staff
from approvals import halting, holding
from approvals.models import AfterReport, LaterReview
from posts import drafts
from posts.models import Revision
from tests.approvals.sheets import asked_for, said, sheet_of
from tests.office import approve, ask_approval
from tests.posts.emergencies.writing import ask_emergency

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


@pytest.fixture
def decided_by_deputy(revision: Revision, manager: Staff, deputy: Staff) -> Revision:
    now = timezone.now()
    Absence.objects.create(
        staff=manager,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=1),
        category=AbsenceCategory.TRIP,
        registered_by=manager,
        registered_at=now - timedelta(days=2),
    )
    approve(revision, deputy)
    return revision


def test_a_deputy_is_labelled_as_one_and_the_ground_is_said(
    decided_by_deputy: Revision, auditor: Staff
) -> None:
    sheet = sheet_of(decided_by_deputy.post, auditor)
    assert sheet.decision is not None
    assert (sheet.decision.role, sheet.decision.who) == ("代決", "石田 浩（情報政策課）")
    assert sheet.decision.ground.startswith("アカウント管理者が不在")
    assert "代決する理由：アカウント管理者が不在" in said(sheet)["決裁の経過"]


def test_why_the_manager_was_away_is_nobody_s_business(
    decided_by_deputy: Revision, auditor: Staff
) -> None:
    assert "出張" not in "".join(said(sheet_of(decided_by_deputy.post, auditor)).values())


def test_a_later_review_is_waited_for_and_then_told(
    decided_by_deputy: Revision, manager: Staff, auditor: Staff
) -> None:
    assert "後閲：まだ" in said(sheet_of(decided_by_deputy.post, auditor))["決裁の経過"]
    LaterReview.objects.create(
        decision=decided_by_deputy.decision,
        reviewer=manager,
        has_opinion=True,
        words="次回は前日に知らせてください。",
    )
    look = sheet_of(decided_by_deputy.post, auditor).later_look
    assert look is not None
    assert (look.verdict, look.who) == ("意見あり", "田中 恵子（情報政策課）")
    words = said(sheet_of(decided_by_deputy.post, auditor))["決裁の経過"]
    assert "意見：次回は前日に知らせてください。" in words


def test_no_later_review_is_due_of_the_manager_s_own_decision(
    revision: Revision, manager: Staff
) -> None:
    approve(revision, manager)
    assert sheet_of(revision.post, manager).later_look is None


def test_a_hold_is_told_with_its_reason_and_its_end(revision: Revision, manager: Staff) -> None:
    holding.hold(revision, actor=manager, reason="警察の返事を待っています。")
    (held,) = sheet_of(revision.post, manager).holds
    assert (held.reason, held.ended_by) == ("警察の返事を待っています。", "")
    holding.resume(revision, actor=manager)
    (held,) = sheet_of(revision.post, manager).holds
    assert held.ended_by == "田中 恵子（情報政策課）"


def test_a_stopped_post_says_who_stopped_it_and_why(
    revision: Revision, drafter: Staff, manager: Staff
) -> None:
    approve(revision, manager)
    revision.post.refresh_from_db()
    stopped = halting.halt(revision.post, actor=drafter)
    result = sheet_of(revision.post, manager).result
    assert (result.outcome, result.who, result.reason) == ("配信停止", "工藤 美咲（観光課）", "")
    halting.explain(stopped, actor=manager, reason="会場が変わりました。")
    sheet = sheet_of(revision.post, manager)
    assert sheet.result.reason == "会場が変わりました。"
    assert "理由を書いた職員：田中 恵子（情報政策課）" in said(sheet)["配信の結果"]


def test_a_stop_stays_on_the_sheet_when_the_post_is_asked_for_anew(
    revision: Revision, drafter: Staff, manager: Staff
) -> None:
    approve(revision, manager)
    revision.post.refresh_from_db()
    halting.halt(revision.post, actor=drafter)
    revision.post.refresh_from_db()
    drafts.reopen(revision.post, actor=drafter)
    asked_for(revision.post, drafter)
    (earlier,) = sheet_of(revision.post, manager).earlier
    assert (earlier.number, earlier.became) == (1, "承認")
    assert earlier.halt is not None
    assert earlier.halt.who == "工藤 美咲（観光課）"


def test_an_after_report_is_part_of_the_sheet(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    approve(revision, manager)
    AfterReport.objects.create(
        revision=revision,
        written_by=drafter,
        what_happened="22時に避難指示を伝えました。",
        what_to_do_better="当番表を紙でも配ります。",
    )
    words = said(sheet_of(revision.post, drafter))["事後報告"]
    assert "経過：22時に避難指示を伝えました。" in words
    assert "気づいた点と改善：当番表を紙でも配ります。" in words
