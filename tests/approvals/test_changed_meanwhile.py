"""What becomes of an approval when something happened between reading and deciding."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from approvals.decisions import TooLate
from approvals.models import Decision
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.approvals.deciding import go_on, next_code, read_page, send_code
from tests.office import approve, ask_approval, content

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def withdrawn(revision: Revision, drafter: Staff, manager: Staff) -> None:
    drafts.withdraw(Post.objects.get(), actor=drafter, reason="中止")


def returned(revision: Revision, drafter: Staff, manager: Staff) -> None:
    decisions.return_to_drafter(revision, actor=manager, reason="誤り")


def submitted_anew(revision: Revision, drafter: Staff, manager: Staff) -> None:
    returned(revision, drafter, manager)
    post = Post.objects.get()
    post = drafts.edit(post, actor=drafter, version=post.version, fields=content(text="第2版"))
    submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def approved(revision: Revision, drafter: Staff, manager: Staff) -> None:
    approve(revision, manager)


Event = Callable[[Revision, Staff, Staff], None]
EVENTS: list[Event] = [withdrawn, returned, submitted_anew, approved]


@pytest.mark.parametrize("event", EVENTS)
def test_a_page_that_was_open_decides_nothing_any_more(
    event: Event, revision: Revision, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    event(revision, drafter, manager)
    status, decided = Post.objects.get().status, Decision.objects.count()
    page = send_code(as_manager, address, next_code(manager))
    assert page.headings == [revision.post.title]
    assert "この画面を開いた後に状態が変わりました。" in page.words
    assert Decision.objects.count() == decided
    assert Post.objects.get().status == status


@pytest.mark.parametrize("event", EVENTS)
def test_the_first_page_leads_on_to_the_post_and_says_why(
    event: Event, revision: Revision, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    event(revision, drafter, manager)
    assert "承認へ進む" not in read_page(as_manager, revision).buttons
    page = send_code(as_manager, f"/approvals/{revision.pk}/confirmations/", "")
    assert "この画面を開いた後に状態が変わりました。" in page.words


@pytest.mark.parametrize("event", EVENTS)
def test_the_verb_refuses_what_no_longer_waits(
    event: Event, revision: Revision, drafter: Staff, manager: Staff
) -> None:
    proof = decisions.begin_approval(revision, actor=manager)
    event(revision, drafter, manager)
    before = Decision.objects.count()
    for known in (revision, Revision.objects.get(pk=revision.pk)):
        with pytest.raises(ChangedMeanwhile):
            decisions.approve(
                known, actor=manager, step_up_id=str(proof.pk), code=next_code(manager)
            )
    assert Decision.objects.count() == before


def test_after_its_time_a_post_is_not_approved(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    with time_machine.travel(revision.send_at, tick=False):
        sign_in(as_manager, manager)
        page = send_code(as_manager, go_on(as_manager, revision), next_code(manager))
        assert "配信日時を過ぎたため承認できません。" in page.words
        with pytest.raises(TooLate):
            decisions.approve(
                Revision.objects.get(),
                actor=manager,
                step_up_id=str(uuid.uuid4()),
                code=next_code(manager),
            )
    assert Post.objects.get().status == Status.IN_APPROVAL
    assert not Decision.objects.exists()


def test_a_moment_before_its_time_it_is(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    with time_machine.travel(revision.send_at - timedelta(seconds=1), tick=False):
        sign_in(as_manager, manager)
        page = send_code(as_manager, go_on(as_manager, revision), next_code(manager))
    assert "承認しました。" in page.words


def test_what_is_too_late_can_still_be_returned(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        decisions.return_to_drafter(Revision.objects.get(), actor=manager, reason="日時の変更")
    assert Post.objects.get().status == Status.RETURNED
