"""Answers of LINE that come when another attempt has begun, or the row has been given up."""

import uuid

import pytest

from accounts.models import Notice, Staff
from audit import trail
from audit.actions import Action
from broadcasts import delivery
from broadcasts.delivery import Claim
from broadcasts.models import Broadcast, State
from broadcasts.preparation import prepare_next
from line.client import Answer, Outcome
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post, make_due_again

pytestmark = pytest.mark.django_db(transaction=True)

ACCEPTED = Answer(Outcome.ACCEPTED, 200, "id-1", "id-1", "")
NOT_SENT = Answer(Outcome.NOT_SENT, None, "", "", "LINEに接続できませんでした。")
UNKNOWN = Answer(Outcome.UNKNOWN, 500, "id-2", "", "")
REFUSED = Answer(Outcome.REFUSED, 401, "id-3", "", "Authentication failed")


@pytest.fixture
def post(drafter: Staff, manager: Staff) -> Post:
    found = due_post(drafter, manager)
    assert prepare_next()
    return found


def _two_attempts() -> tuple[Claim, Claim]:
    """The lease of the first has ended while its request was still in flight."""
    first = delivery.claim_next()
    make_due_again()
    second = delivery.claim_next()
    assert first is not None
    assert second is not None
    return first, second


def test_a_late_acceptance_counts_while_the_request_is_open(post: Post) -> None:
    first, _ = _two_attempts()
    delivery.settle(first, ACCEPTED)
    post.refresh_from_db()
    assert post.status == Status.SENT
    assert Broadcast.objects.get().request_id == "id-1"


def test_a_late_acceptance_settles_a_doubt(post: Post) -> None:
    first, second = _two_attempts()
    delivery.settle(second, REFUSED)
    post.refresh_from_db()
    assert post.status == Status.UNCERTAIN
    delivery.settle(first, ACCEPTED)
    post.refresh_from_db()
    assert post.status == Status.SENT
    assert Broadcast.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize("late", [NOT_SENT, UNKNOWN, REFUSED])
def test_any_other_late_answer_changes_nothing_and_is_recorded(post: Post, late: Answer) -> None:
    first, _ = _two_attempts()
    before = Broadcast.objects.values().get()
    delivery.settle(first, late)
    assert Broadcast.objects.values().get() == before
    assert before["may_have_arrived"]
    last = trail.history_of(post).last()
    assert last is not None
    assert (last.action, last.detail["attempt"]) == (Action.SENDING_ANSWERED_LATE, 1)


def test_a_second_acceptance_is_only_recorded(post: Post) -> None:
    first, second = _two_attempts()
    delivery.settle(second, ACCEPTED)
    told = Notice.objects.count()
    delivery.settle(first, ACCEPTED)
    assert Notice.objects.count() == told
    assert Broadcast.objects.get().state == State.ACCEPTED


def test_an_acceptance_of_what_counted_as_failed_is_told_to_people(post: Post) -> None:
    claim = delivery.claim_next()
    assert claim is not None
    delivery.settle(claim, REFUSED)
    post.refresh_from_db()
    assert post.status == Status.FAILED
    delivery.settle(claim, ACCEPTED)
    assert Notice.objects.filter(subject__contains="配信されていたことが分かりました").count() == 2


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Outcome.ACCEPTED, 200, "x" * 100, "x" * 100, ""),
        Answer(Outcome.UNKNOWN, 500, str(uuid.uuid4()), "", "長い" * 500),
    ],
)
def test_long_words_of_line_are_written_down(post: Post, answer: Answer) -> None:
    claim = delivery.claim_next()
    assert claim is not None
    delivery.settle(claim, answer)
    assert Broadcast.objects.get().http_status == answer.status
