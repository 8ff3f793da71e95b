"""How a post goes back to its drafter: with a reason that reaches them and opens with the draft."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, Staff
from approvals import decisions
from approvals.decisions import ReasonNeeded
from approvals.models import Decision, Outcome
from audit import trail
from audit.actions import Action
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.submission import submit
from tests.approvals.deciding import read_page
from tests.office import TEXT, ask_approval, write
from tests.posts.editor import BODY, opened, press
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

REASON = "開庁時間が違います。\n8時15分に直してください。"


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def give_back(client: Client, revision: Revision, reason: str = REASON) -> Page:
    address = reverse("approval_return", args=[revision.pk])
    return Page.of(client.post(address, {"reason": reason}, follow=True))


def test_it_goes_back_with_the_reason(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    assert "工藤 美咲さんに差し戻す" in read_page(as_manager, revision).buttons
    page = give_back(as_manager, revision)
    assert page.headings == ["承認"]
    assert "工藤 美咲さんに差し戻しました。" in page.words
    assert Post.objects.get().status == Status.RETURNED
    decision = Decision.objects.get()
    assert (decision.outcome, decision.decider) == (Outcome.RETURNED, manager)
    assert decision.reason == REASON
    assert (decision.digest, decision.step_up) == (revision.digest, None)


def test_the_reason_reaches_the_drafter_and_the_trail(
    revision: Revision, drafter: Staff, as_manager: Client
) -> None:
    give_back(as_manager, revision)
    notice = Notice.objects.get(recipient=drafter)
    assert f"差戻し：{revision.post.title}" in notice.subject
    assert REASON in notice.body
    entry = trail.history_of(revision.post).last()
    assert entry is not None
    assert entry.action == Action.POST_RETURNED
    assert (entry.detail["reason"], entry.detail["digest"]) == (REASON, revision.digest)


def test_whoever_submitted_is_told_even_if_somebody_else_began(
    drafter: Staff, colleague: Staff, manager: Staff
) -> None:
    revision = submit(write(drafter), actor=colleague, version=1, declared=EVERYTHING)
    decisions.return_to_drafter(revision, actor=manager, reason=REASON)
    assert Notice.objects.get(subject__contains="差戻し").recipient == colleague


def test_the_draft_opens_with_the_reason_and_can_be_put_right(
    revision: Revision, drafter: Staff, as_manager: Client, as_drafter: Client
) -> None:
    give_back(as_manager, revision)
    post = Post.objects.get()
    page = Page.of(as_drafter.get(post.get_absolute_url()))
    assert "開庁時間が違います。 8時15分に直してください。" in page.words
    fields = opened(as_drafter, post)
    assert fields[BODY] == TEXT
    page = press(as_drafter, "confirm", {**fields, BODY: "8時15分に開きます。"}, post)
    assert "承認の依頼へ進む" in page.buttons


@pytest.mark.parametrize("reason", ["", "  \n\u3000"])
def test_it_needs_a_reason(
    reason: str, revision: Revision, manager: Staff, as_manager: Client
) -> None:
    page = give_back(as_manager, revision, reason)
    assert "差戻しの理由を入力してください。" in page.errors_at("reason")
    with pytest.raises(ReasonNeeded):
        decisions.return_to_drafter(revision, actor=manager, reason=reason)
    assert Post.objects.get().status == Status.IN_APPROVAL
    assert not Decision.objects.exists()


def test_a_very_long_reason_is_told_at_its_field(revision: Revision, as_manager: Client) -> None:
    page = give_back(as_manager, revision, "誤" * 1001)
    assert "1000 文字以下" in page.errors_at("reason")
    assert page.value_of("reason") == "誤" * 1001


@pytest.mark.parametrize("who", ["drafter", "outsider", "auditor"])
def test_nobody_but_the_account_manager_returns(
    who: str, revision: Revision, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied, match="決裁"):
        decisions.return_to_drafter(revision, actor=request.getfixturevalue(who), reason=REASON)
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_others_find_no_button_and_are_refused(revision: Revision, as_auditor: Client) -> None:
    buttons = read_page(as_auditor, revision).buttons
    assert not [label for label in buttons if "差し戻" in label]
    assert give_back(as_auditor, revision).status == 403


def test_it_is_returned_once(revision: Revision, as_manager: Client) -> None:
    give_back(as_manager, revision)
    page = give_back(as_manager, revision, "もう一度")
    assert "この画面を開いた後に状態が変わりました。" in page.words
    assert Decision.objects.get().reason == REASON


def test_without_a_reason_it_says_so_above_and_at_the_field(
    revision: Revision, as_manager: Client
) -> None:
    page = give_back(as_manager, revision, reason="")
    (summary,) = (found for found in page.root.iter("div") if found.get("id") == "errors")
    (link,) = summary.iter("a")
    assert words_of(link) == "差戻しの理由を入力してください。"
    assert link.get("href") == "#id_reason"
    assert page.errors_at("reason") == "＊差戻しの理由を入力してください。"
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_its_address_opened_again_leads_back_to_reading(
    revision: Revision, as_manager: Client
) -> None:
    response = as_manager.get(reverse("approval_return", args=[revision.pk]))
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("approval", args=[revision.pk]),
    )
