"""Who wins when several decisions on one revision arrive together: exactly one of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Staff
from accounts.step_up import StepUpRefused
from approvals import decisions
from approvals.models import Decision, Outcome
from audit import trail
from posts import drafts
from posts.choices import Status
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.sealing import seal
from tests.accounts.sign_in import code_for, enrol
from tests.office import ask_approval, out_of_office, tamper
from tests.posts.racing import at_once, while_in_progress

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def revision(drafter: Staff, manager: Staff) -> Revision:
    enrol(manager)
    return ask_approval(drafter)


def approval(revision: Revision, manager: Staff, steps: int = 0) -> Callable[[], bool]:
    """An approval that is ready to be sent, with the code of now or of some steps later."""
    proof = decisions.begin_approval(revision, actor=manager)
    code = code_for(enrol(manager), timezone.now() + timedelta(seconds=30 * steps))
    mine = Revision.objects.select_related("post").get(pk=revision.pk)
    return done(lambda: decisions.approve(mine, actor=manager, step_up_id=str(proof.pk), code=code))


def done(act: Callable[[], object]) -> Callable[[], bool]:
    """The act as a question: was it done, or was somebody else faster?"""

    def attempt() -> bool:
        try:
            act()
        except (ChangedMeanwhile, StepUpRefused):
            return False
        return True

    return attempt


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_approvals_at_once_exactly_one_is_written(
    revision: Revision, manager: Staff, attempt: int
) -> None:
    both = [approval(revision, manager), approval(revision, manager, steps=1)]
    assert sorted(at_once(both)) == [False, True]
    assert Decision.objects.get().outcome == Outcome.APPROVED
    acts = [entry.action for entry in trail.history_of(revision.post)]
    assert acts.count("post.approved") == 1
    assert list(trail.verify()) == []


@pytest.mark.parametrize("attempt", range(3))
def test_of_an_approval_and_a_return_at_once_exactly_one_is_written(
    revision: Revision, manager: Staff, attempt: int
) -> None:
    mine = Revision.objects.select_related("post").get(pk=revision.pk)
    returning = done(lambda: decisions.return_to_drafter(mine, actor=manager, reason="誤り"))
    approved, returned = at_once([approval(revision, manager), returning])
    assert approved != returned
    expected = (
        (Outcome.APPROVED, Status.APPROVED) if approved else (Outcome.RETURNED, Status.RETURNED)
    )
    assert (Decision.objects.get().outcome, Post.objects.get().status) == expected


def test_an_approval_waits_for_a_withdrawal_and_finds_it(
    revision: Revision, drafter: Staff, manager: Staff
) -> None:
    approving = approval(revision, manager)
    post = Post.objects.get()
    done_too = while_in_progress(
        lambda: drafts.withdraw(post, actor=drafter, reason="中止"), approving
    )
    assert done_too is False
    assert Post.objects.get().status == Status.WITHDRAWN
    assert not Decision.objects.exists()


def test_a_second_approval_waits_for_the_first_and_finds_it(
    revision: Revision, manager: Staff
) -> None:
    approving = approval(revision, manager)
    returning = done(
        lambda: decisions.return_to_drafter(
            Revision.objects.get(), actor=manager, reason="同時の差戻し"
        )
    )
    assert while_in_progress(returning, approving) is False
    assert Decision.objects.get().outcome == Outcome.RETURNED


def test_a_content_swapped_under_the_hand_of_the_approver_is_not_approved(
    revision: Revision, manager: Staff
) -> None:
    other = revision.canonical.replace("本館", "別館")

    def swap() -> None:
        Post.objects.select_for_update().get()
        tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [other, seal(other)])

    # The code was right for the content that was read; the lock shows another one.
    assert while_in_progress(swap, approval(revision, manager)) is False
    assert not Decision.objects.exists()
    assert Post.objects.get().status == Status.IN_APPROVAL


@pytest.mark.parametrize("lost", ["suspended", "out of office"])
def test_who_is_no_approver_any_more_when_the_post_is_free_approves_nothing(
    lost: str, revision: Revision, manager: Staff
) -> None:
    def lose() -> None:
        Post.objects.select_for_update().get()
        if lost == "suspended":
            Staff.objects.filter(pk=manager.pk).update(is_active=False)
        else:
            out_of_office(manager)

    approving = approval(revision, manager)

    def attempt() -> bool:
        try:
            return approving()
        except PermissionDenied:
            return False

    # The proof was given while the post was held by another; the office was lost meanwhile.
    assert while_in_progress(lose, attempt) is False
    assert not Decision.objects.exists()
    assert Post.objects.get().status == Status.IN_APPROVAL
