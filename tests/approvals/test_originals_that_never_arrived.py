"""A correction whose original is found to have reached nobody is not approved, and not sent."""

import uuid

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django import Settings

from accounts.models import Staff
from approvals import decisions
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from broadcasts import sender
from broadcasts.models import Broadcast
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post, Revision
from posts.submission import submit
from tests.approvals.deciding import read_page
from tests.approvals.meanwhile import just_before
from tests.approvals.test_decisions_kept import row
from tests.broadcasts.queue import uncertain_post
from tests.broadcasts.test_findings import settle
from tests.office import approve, bubble
from tests.posts.answering import answer_all
from tests.posts.states import put
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def original(drafter: Staff) -> Post:
    return uncertain_post(drafter)


@pytest.fixture
def revision(drafter: Staff, original: Post, settings: Settings) -> Revision:
    """A correction that waits for its decision; approved, it is due at once."""
    settings.EMERGENCY_PAUSE_SECONDS = 0
    begun = follow_up(original, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    Post.objects.filter(pk=begun.pk).update(bubbles=[bubble("【訂正】時刻を訂正します。")])
    post = Post.objects.get(pk=begun.pk)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def never_arrived(original: Post, drafter: Staff, manager: Staff) -> None:
    settle(original, drafter, manager, arrived=False)
    assert Post.objects.get(pk=original.pk).status == Status.FAILED


def test_it_is_refused_and_the_page_says_what_to_do(
    original: Post, revision: Revision, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    assert "承認へ進む" in read_page(as_manager, revision).buttons
    never_arrived(original, drafter, manager)
    with pytest.raises(decisions.NowWrong, match="取り下げてください"):
        approve(revision, manager)
    page = read_page(as_manager, revision)
    assert "承認へ進む" not in page.buttons
    assert "この投稿は配信せずに、取り下げてください。" in page.words
    assert not Decision.objects.exists()


def test_what_did_arrive_is_corrected(
    original: Post, revision: Revision, drafter: Staff, manager: Staff
) -> None:
    settle(original, drafter, manager, arrived=True)
    approve(revision, manager)
    assert approval_of(Revision.objects.get(pk=revision.pk)).decider == manager


def test_it_is_told_when_it_is_found_between_the_factor_and_the_decision(
    original: Post, revision: Revision, manager: Staff
) -> None:
    with (
        just_before("FOR UPDATE OF", happens=lambda: put(original, Status.FAILED)),
        pytest.raises(decisions.NowWrong, match="取り下げてください"),
    ):
        approve(revision, manager)
    assert not Decision.objects.exists()


def test_postgresql_refuses_it_too(original: Post, revision: Revision, manager: Staff) -> None:
    put(original, Status.FAILED)
    with pytest.raises(IntegrityError, match="reached nobody"):
        Decision.objects.create(**row(revision, manager))


def test_what_is_found_after_the_approval_stops_the_sending(
    original: Post, revision: Revision, drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    approve(revision, manager)
    never_arrived(original, drafter, manager)
    with pytest.raises(NotApproved, match="市民に届いていない"):
        approval_of(Revision.objects.get(pk=revision.pk))
    sender.drain()
    assert line_platform.requests() == []
    assert Post.objects.get(pk=revision.post_id).status == Status.FAILED
    blocked = Broadcast.objects.get(revision=revision)
    assert "下書きに戻して取り下げてください。" in blocked.next_act
