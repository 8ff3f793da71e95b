"""Which moves a post can make: the table, held by Python and by PostgreSQL each on its own."""

from collections.abc import Callable
from typing import Final

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry
from audit.trail import SYSTEM
from posts import lifecycle
from posts.choices import Status
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile, TransitionNotAllowed
from tests.office import write
from tests.posts.states import post_in, put, undone

pytestmark = pytest.mark.django_db

# Written out once more on purpose: who changes the table changes it here knowingly.
ALLOWED: Final = {
    "draft": {"in_approval", "withdrawn"},
    "in_approval": {"in_approval", "returned", "approved", "rejected", "withdrawn"},
    "returned": {"in_approval", "withdrawn"},
    "approved": {"sending", "failed", "stopped", "in_approval"},
    "sending": {"sent", "failed", "uncertain"},
    "failed": {"draft"},
    "withdrawn": {"draft"},
    "stopped": {"draft"},
    "rejected": set(),
    "sent": set(),
    "uncertain": {"sent", "failed"},
}
MOVES: Final[dict[Status, tuple[Action, Callable[[Post], None]]]] = {
    Status.DRAFT: (
        Action.POST_REOPENED,
        lambda post: lifecycle.mark_reopened(post, actor=SYSTEM),
    ),
    Status.IN_APPROVAL: (
        Action.POST_SUBMITTED,
        lambda post: lifecycle.mark_submitted(post, _revision(post), actor=SYSTEM),
    ),
    Status.RETURNED: (
        Action.POST_RETURNED,
        lambda post: lifecycle.mark_returned(post, actor=SYSTEM, why={"reason": "日付の誤り"}),
    ),
    Status.APPROVED: (
        Action.POST_APPROVED,
        lambda post: lifecycle.mark_approved(
            post, actor=SYSTEM, why={}, send_at=_revision(post).send_at
        ),
    ),
    Status.SENDING: (
        Action.SENDING_STARTED,
        lambda post: lifecycle.mark_sending(post, actor=SYSTEM, detail={}),
    ),
    Status.SENT: (
        Action.SENDING_ACCEPTED,
        lambda post: lifecycle.mark_sent(post, actor=SYSTEM, detail={}),
    ),
    Status.FAILED: (
        Action.SENDING_FAILED,
        lambda post: lifecycle.mark_failed(post, actor=SYSTEM, detail={}),
    ),
    Status.UNCERTAIN: (
        Action.SENDING_UNCERTAIN,
        lambda post: lifecycle.mark_uncertain(post, actor=SYSTEM, detail={}),
    ),
    Status.WITHDRAWN: (
        Action.POST_WITHDRAWN,
        lambda post: lifecycle.mark_withdrawn(post, actor=SYSTEM, reason="中止"),
    ),
    Status.STOPPED: (
        Action.POST_STOPPED,
        lambda post: lifecycle.mark_stopped(post, actor=SYSTEM),
    ),
    Status.REJECTED: (
        Action.POST_REJECTED,
        lambda post: lifecycle.mark_rejected(post, actor=SYSTEM, why={"reason": "対象外"}),
    ),
}


@pytest.fixture(params=list(Status))
def start(request: pytest.FixtureRequest) -> Status:
    return Status(request.param)


def test_the_verbs_make_the_moves_of_the_table_and_no_others(start: Status, drafter: Staff) -> None:
    post = post_in(start, drafter)
    made = {after.value for after, (_, move) in MOVES.items() if _is_made(post, move)}
    assert made == ALLOWED[start]


def test_postgresql_refuses_every_other_move_even_by_a_raw_update(
    start: Status, drafter: Staff
) -> None:
    post = post_in(start, drafter)
    made = {after.value for after in Status if after != start and _is_let_through(post, after)}
    assert made == ALLOWED[start] - {start}


@pytest.mark.parametrize("after", list(Status))
def test_every_move_leaves_one_entry_about_the_revision(after: Status, drafter: Staff) -> None:
    start = next(Status(before) for before, afters in ALLOWED.items() if after.value in afters)
    post = post_in(start, drafter)
    number = Entry.objects.count()
    action, move = MOVES[after]
    move(post)
    entry = trail.history_of(post).last()
    assert entry is not None
    assert Entry.objects.count() == number + 1
    assert entry.action == action
    assert entry.detail["digest"] == _revision(post).digest
    assert post.status == Post.objects.get(pk=post.pk).status == after


@pytest.mark.parametrize("before", [before for before, afters in ALLOWED.items() if afters])
def test_who_comes_too_late_changes_and_records_nothing(before: str, drafter: Staff) -> None:
    seen = post_in(Status(before), drafter)
    put(seen, Status.SENT)
    number = Entry.objects.count()
    with pytest.raises(ChangedMeanwhile):
        MOVES[Status(min(ALLOWED[before]))][1](seen)
    assert seen.status == before
    assert Post.objects.get(pk=seen.pk).status == Status.SENT
    assert Entry.objects.count() == number


def test_a_post_is_never_deleted(drafter: Staff) -> None:
    post = write(drafter)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        _run("DELETE FROM posts_post WHERE id = %s", post.pk)
    assert Post.objects.filter(pk=post.pk).exists()


@pytest.mark.parametrize("status", [Status.IN_APPROVAL, Status.APPROVED, Status.SENT])
def test_nothing_is_past_the_drafters_desk_without_a_revision(
    status: Status, drafter: Staff
) -> None:
    post = write(drafter)
    with pytest.raises(IntegrityError, match="post_submitted_has_revision"):
        put(post, status)


@pytest.mark.parametrize("confidentiality", ["2", ""])
def test_nothing_but_class_1_is_past_the_drafters_desk(
    confidentiality: str, drafter: Staff
) -> None:
    post = post_in(Status.APPROVED, drafter)
    refused = pytest.raises(IntegrityError, match="post_public_once_submitted")
    with refused, pgtrigger.ignore(), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(confidentiality=confidentiality)


def _revision(post: Post) -> Revision:
    return post.revisions.get()


def _is_made(post: Post, move: Callable[[Post], None]) -> bool:
    before = post.status
    try:
        with undone():
            move(post)
    except TransitionNotAllowed:
        assert post.status == before
        return False
    post.refresh_from_db()
    return True


def _is_let_through(post: Post, after: Status) -> bool:
    try:
        with undone():
            _run("UPDATE posts_post SET status = %s WHERE id = %s", after.value, post.pk)
    except DatabaseError as error:
        return "Invalid transition" not in str(error)
    return True


def _run(statement: str, *parameters: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
