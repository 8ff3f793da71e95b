"""Who wins when a post is stopped at the very instant its sending starts; never both."""

import pytest
from django.db import transaction

from accounts.models import Staff
from approvals.halting import halt
from approvals.models import Halt
from audit import trail
from audit.actions import Action
from broadcasts.models import Broadcast
from broadcasts.preparation import prepare_next
from posts.choices import Status
from posts.models import Post
from posts.moves import ChangedMeanwhile
from tests.broadcasts.queue import due_post
from tests.posts.racing import at_once, while_in_progress

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(drafter: Staff, manager: Staff) -> Post:
    return due_post(drafter, manager)


def test_the_worker_is_first_and_nothing_is_written_down_as_stopped(
    post: Post, drafter: Staff
) -> None:
    def stop() -> type[BaseException] | None:
        try:
            halt(post, actor=drafter)
        except ChangedMeanwhile as late:
            return type(late)
        return None

    assert while_in_progress(prepare_next, stop) is ChangedMeanwhile
    assert Post.objects.get().status == Status.SENDING
    assert not Halt.objects.exists()
    assert not trail.history_of(post).filter(action=Action.POST_STOPPED).exists()


def test_the_worker_passes_by_a_post_that_is_just_being_stopped(post: Post, drafter: Staff) -> None:
    with transaction.atomic():
        halt(post, actor=drafter)
        (prepared,) = at_once([prepare_next])
    assert not prepared
    assert not prepare_next()
    assert not Broadcast.objects.exists()
    assert Post.objects.get().status == Status.STOPPED


@pytest.mark.parametrize("attempt", range(4))
def test_of_both_at_once_exactly_one_happens(post: Post, drafter: Staff, attempt: int) -> None:
    def stop() -> bool:
        try:
            halt(post, actor=drafter)
        except ChangedMeanwhile:
            return False
        return True

    stopped, prepared = at_once([stop, prepare_next])
    assert stopped != prepared
    assert Post.objects.get().status == (Status.STOPPED if stopped else Status.SENDING)
    assert Broadcast.objects.exists() is prepared
