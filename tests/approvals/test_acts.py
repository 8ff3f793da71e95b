"""The acts beside approving: sent back with comments, rejected, put off, endorsed; once each."""

import pytest
from django.test import Client

from accounts.models import Notice, Role, Section, Staff
from approvals import decisions, holding
from approvals.models import Decision, Hold, Outcome
from posts.choices import Status
from posts.models import Comment, Endorsement, Post, Revision
from posts.routing.choices import Capacity, RuleKind
from tests.approvals.acting import browser_of, look, press, reviewed, rule
from tests.office import BUBBLE, approve, ask_approval, hire
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def test_a_draft_comes_back_with_the_reason_and_the_comments_at_their_parts(
    revision: Revision, manager: Staff, as_manager: Client, as_drafter: Client
) -> None:
    sent = {
        "reason": "二か所あります。",
        f"comment-bubble:{BUBBLE}": "時刻を入れてください。",
        "comment-title": "短くしてください。",
    }
    page = press(as_manager, "approval_return", revision, **sent)
    assert "工藤 美咲さんに差し戻しました。" in page.words
    assert {(one.place, one.words) for one in Comment.objects.all()} == {
        (f"bubble:{BUBBLE}", "時刻を入れてください。"),
        ("title", "短くしてください。"),
    }
    for address in (f"/posts/{revision.post_id}/edit/", f"/posts/{revision.post_id}/comments/"):
        words = Page.of(as_drafter.get(address)).words
        assert "時刻を入れてください。" in words
    words = Page.of(as_drafter.get(f"/posts/{revision.post_id}/edit/")).words
    assert "情報政策課の田中 恵子さんが" in words
    assert "二か所あります。" in words
    assert manager not in revision.post.contributors()


def test_without_a_reason_no_comment_is_kept_and_none_is_lost(
    revision: Revision, as_manager: Client
) -> None:
    page = press(as_manager, "approval_return", revision, **{"comment-title": "短くしてください。"})
    assert "差戻しの理由を入力してください。" in page.errors_at("reason")
    assert page.value_of("comment-title") == "短くしてください。"
    assert not Comment.objects.exists()


def test_a_rejected_post_is_over_and_says_why(
    revision: Revision, as_manager: Client, as_drafter: Client, drafter: Staff
) -> None:
    page = press(
        as_manager, "approval_rejection", revision, **{"rejection-reason": "方針が変わった"}
    )
    assert "却下しました。" in page.words
    assert Decision.objects.get().outcome == Outcome.REJECTED
    page = Page.of(as_drafter.get(revision.post.get_absolute_url()))
    assert "却下しました。配信しません。方針が変わった" in page.words
    assert "複製する" in page.buttons
    for label in ("編集する", "下書きに戻す", "取り下げる", "配信を止める"):
        assert label not in page.buttons
    assert "却下" in Notice.objects.get(recipient=drafter).subject


@pytest.mark.parametrize("name", ["rejection", "hold"])
def test_a_reason_is_needed(name: str, revision: Revision, as_manager: Client) -> None:
    page = press(as_manager, f"approval_{name}", revision, **{f"{name}-reason": " \u3000"})
    assert "理由を入力してください。" in page.errors_at(f"{name}-reason")
    assert Post.objects.get().status == Status.IN_APPROVAL
    assert not Hold.objects.exists()


def test_what_is_put_off_is_not_approved_until_taken_up_again(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    press(as_manager, "approval_hold", revision, **{"hold-reason": "会場の返事を待つ"})
    page = look(as_manager, revision)
    assert "情報政策課の田中 恵子さんが" in page.words
    assert "会場の返事を待つ" in page.words
    assert "承認へ進む" not in page.buttons
    page = press(as_manager, "approval_confirmations", revision)
    assert "保留になっています。" in page.words
    with pytest.raises(decisions.NotYet):
        approve(revision, manager)
    press(as_manager, "approval_resumption", revision)
    assert "承認へ進む" in look(as_manager, revision).buttons
    assert holding.of(revision) is None


def test_endorsing_passes_the_request_on_with_an_opinion(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    consulted = hire("1301", "中居 司", "防災課", Role.SECTION_REVIEWER)
    rule(RuleKind.CONSULTATION, manager, consulted=Section.objects.get(name="防災課"))
    revision = reviewed(drafter, manager)
    sent = {"endorsement-words": "よいと思います。"}
    page = press(browser_of(reviewer), "approval_endorsement", revision, **sent)
    assert "課内確認を済ませました。次は中居 司さんです。" in page.words
    assert "合議に同意する" in look(browser_of(consulted), revision).buttons
    press(browser_of(consulted), "approval_endorsement", revision)
    assert [one.words for one in Endorsement.objects.order_by("pk")] == ["よいと思います。", ""]
    page = look(browser_of(manager), revision)
    assert "意見：よいと思います。" in page.words
    assert "承認へ進む" in page.buttons


def test_a_step_is_sent_back_by_whom_it_waits_for(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    revision = reviewed(drafter, manager)
    press(browser_of(reviewer), "approval_return", revision, reason="会場が違います。")
    decision = Decision.objects.get()
    assert (decision.capacity, decision.decider) == (Capacity.REVIEWER, reviewer)
    assert Post.objects.get().status == Status.RETURNED


ACTS = {
    "approval_return": {"reason": "直す"},
    "approval_rejection": {"rejection-reason": "やめる"},
    "approval_hold": {"hold-reason": "待つ"},
    "approval_confirmations": {},
}


@pytest.mark.parametrize("late", ACTS)
@pytest.mark.parametrize("first", ["approval_return", "approval_rejection"])
def test_of_two_acts_the_second_is_told_who_did_what(
    first: str, late: str, revision: Revision, as_manager: Client, manager: Staff
) -> None:
    press(as_manager, first, revision, **ACTS[first])
    page = press(browser_of(manager), late, revision, **ACTS[late])
    act = Decision.objects.get().get_outcome_display()
    assert "この画面を開いた後に状態が変わりました。あなたが" in page.words
    assert f"「{act}」をしました。" in page.words
    assert not Hold.objects.exists()


def test_somebody_else_is_named(
    revision: Revision, drafter: Staff, as_manager: Client, as_drafter: Client
) -> None:
    as_drafter.post(f"/posts/{revision.post_id}/withdrawal/", {"reason": "中止"})
    page = press(as_manager, "approval_rejection", revision, **ACTS["approval_rejection"])
    assert "工藤 美咲（観光課）さんが" in page.words
    assert "「取下げ」をしました。" in page.words


@pytest.mark.parametrize("name", [*ACTS, "approval_endorsement"])
def test_an_address_of_a_form_opened_again_leads_back(
    name: str, revision: Revision, as_manager: Client
) -> None:
    answer = as_manager.get(f"/approvals/{revision.pk}/{name.removeprefix('approval_')}/")
    assert answer.status_code in {302, 405}
