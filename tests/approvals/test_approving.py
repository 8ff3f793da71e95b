"""How a post is approved: two pages, a code used in this very request, and what is left behind."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Staff, StepUp
from approvals.models import Decision, Outcome
from approvals.validity import approval_of
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from line.models import FriendCount
from posts.choices import Status
from posts.models import Post, Revision
from tests.approvals.deciding import go_on, next_code, read_page, send_code
from tests.office import ask_approval
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def test_two_pages_and_a_code_approve_a_post(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    first = read_page(as_manager, revision)
    assert "承認へ進む" in first.buttons
    address = go_on(as_manager, revision)
    page = send_code(as_manager, address, next_code(manager))
    assert f"承認しました。{date_and_time(revision.send_at)}に配信します。" in page.words
    assert Post.objects.get().status == Status.APPROVED
    decision = Decision.objects.get()
    assert (decision.outcome, decision.decider) == (Outcome.APPROVED, manager)
    assert decision.digest == revision.digest
    assert approval_of(revision) == decision


def test_the_first_page_shows_all_that_is_decided_on(
    revision: Revision, as_manager: Client
) -> None:
    page = read_page(as_manager, revision)
    assert page.headings == [revision.post.title]
    for words in (
        "市役所本館の開庁時間をご案内します。",
        date_and_time(revision.send_at),
        date_and_time(revision.not_after),
        "八戸らしい地域情報",
        "機密性1（公表できる情報）",
        "友だち全員",
        "工藤 美咲（観光課）",
    ):
        assert words in page.words


def test_the_second_page_says_what_will_happen(revision: Revision, as_manager: Client) -> None:
    page = Page.of(as_manager.get(go_on(as_manager, revision)))
    assert "配信した後は取り消せません" in page.words
    assert f"{date_and_time(revision.send_at)}の配信を承認する" in page.buttons
    assert page.value_of("code") == ""
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_the_proof_is_bound_to_the_content_and_spent(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    send_code(as_manager, go_on(as_manager, revision), next_code(manager))
    proof = StepUp.objects.get()
    assert proof == Decision.objects.get().step_up
    assert proof.used_at is not None
    assert (proof.staff, proof.action) == (manager, "approve")
    assert (proof.target, proof.digest) == (trail.target_of(revision), revision.digest)


def test_the_trail_says_who_approved_which_content(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    send_code(as_manager, go_on(as_manager, revision), next_code(manager))
    entry = trail.history_of(revision.post).last()
    assert entry is not None
    assert entry.action == Action.POST_APPROVED
    assert (entry.actor_id, entry.actor_label) == (f"staff:{manager.pk}", str(manager))
    assert (entry.detail["revision"], entry.detail["digest"]) == (1, revision.digest)
    assert list(trail.verify()) == []


def test_the_drafter_is_told(
    revision: Revision, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    send_code(as_manager, go_on(as_manager, revision), next_code(manager))
    notice = Notice.objects.get(recipient=drafter)
    assert f"承認されました：{revision.post.title}" in notice.subject
    assert date_and_time(revision.send_at) in notice.body
    assert revision.post.get_absolute_url() in notice.body


def test_whoever_has_not_read_it_does_not_approve(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    page = Page.of(as_manager.post(address, {"code": next_code(manager)}))
    assert "本文と配信日時を確認して、チェックを入れてください。" in page.errors_at("has_read")
    assert not Decision.objects.exists()
    assert StepUp.objects.get().used_at is None


def test_a_code_as_apps_show_it_is_understood(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    code = next_code(manager)
    send_code(as_manager, go_on(as_manager, revision), f"{code[:3]} {code[3:]}")
    assert Post.objects.get().status == Status.APPROVED


def test_the_inbox_shows_what_waits_the_nearest_first(drafter: Staff, as_manager: Client) -> None:
    later = ask_approval(drafter, title="後の投稿", send_at=timezone.now() + timedelta(hours=3))
    ask_approval(drafter, title="先の投稿", send_at=timezone.now() + timedelta(hours=2))
    words = Page.of(as_manager.get(reverse("approval_inbox"))).words
    assert 0 < words.index("先の投稿") < words.index("後の投稿")
    Post.objects.filter(pk=later.post_id).update(status=Status.RETURNED)
    assert "後の投稿" not in Page.of(as_manager.get(reverse("approval_inbox"))).words


def test_an_empty_inbox_says_so(as_manager: Client) -> None:
    page = Page.of(as_manager.get(reverse("approval_inbox")))
    assert "承認を待っている投稿はありません。" in page.words


def test_only_who_decides_is_asked_to_check_what_waits(
    drafter: Staff, as_drafter: Client, as_manager: Client
) -> None:
    revision = ask_approval(drafter)
    address = reverse("approval_inbox")
    title = revision.post.title
    assert f"確認する：{title}" in Page.of(as_manager.get(address)).buttons
    assert f"内容を見る：{title}" in Page.of(as_drafter.get(address)).buttons


def test_the_number_of_friends_is_written_with_a_separator(
    drafter: Staff, as_manager: Client
) -> None:
    FriendCount.objects.create(
        day=timezone.localdate(), followers=12_919, targeted_reaches=11_073, blocks=615
    )
    revision = ask_approval(drafter)
    assert "約12,304人" in Page.of(as_manager.get(reverse("approval", args=[revision.pk]))).words
