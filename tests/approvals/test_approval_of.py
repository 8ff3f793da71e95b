"""When an approval covers a revision: everything is computed again, and no column is trusted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from approvals.halting import halt
from approvals.validity import NotApproved, approval_of
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.sealing import seal
from posts.submission import submit
from tests.office import approve, ask_approval, content, out_of_office, tamper

pytestmark = pytest.mark.django_db

NO_RECORD: Final = "承認の記録がありません"
OTHER_CONTENT: Final = "内容が一致しません"
OTHER_PROOF: Final = "この内容に対するものではありません"
OWN_HAND: Final = "投稿に関わった人が承認しています"
NO_OFFICE: Final = "決裁できる人ではありません"


@pytest.fixture
def revision(drafter: Staff, manager: Staff) -> Revision:
    revision = ask_approval(drafter)
    approve(revision, manager)
    return Revision.objects.get()


def problem(revision: Revision) -> str:
    with pytest.raises(NotApproved) as refused:
        approval_of(Revision.objects.get(pk=revision.pk))
    return str(refused.value)


def without(table: str, constraint: str) -> None:
    """Take out a constraint, as the owner of the tables could; undone with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")


def test_an_approval_as_it_was_given_covers_its_revision(
    revision: Revision, manager: Staff
) -> None:
    assert approval_of(revision).decider == manager


def test_what_was_never_decided_on_is_not_approved(drafter: Staff) -> None:
    assert NO_RECORD in problem(ask_approval(drafter))


def test_what_was_returned_is_not_approved(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    decisions.return_to_drafter(revision, actor=manager, reason="誤り")
    assert NO_RECORD in problem(revision)


def test_an_approval_without_a_proof_counts_for_nothing(revision: Revision) -> None:
    without("approvals_decision", "approval_needs_step_up")
    tamper("UPDATE approvals_decision SET step_up_id = NULL", [])
    assert NO_RECORD in problem(revision)


def test_a_text_and_its_seal_swapped_together(revision: Revision) -> None:
    other = revision.canonical.replace("本館", "別館")
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [other, seal(other)])
    assert OTHER_CONTENT in problem(revision)


def test_a_text_swapped_under_its_seal(revision: Revision) -> None:
    without("posts_revision", "revision_sealed")
    tamper("UPDATE posts_revision SET canonical = replace(canonical, '本館', '別館')", [])
    assert OTHER_CONTENT in problem(revision)


def test_a_seal_swapped_over_its_text(revision: Revision) -> None:
    without("posts_revision", "revision_sealed")
    tamper("UPDATE posts_revision SET digest = %s", ["f" * 64])
    assert OTHER_CONTENT in problem(revision)


def test_text_seal_and_decision_swapped_together(revision: Revision) -> None:
    other = revision.canonical.replace("本館", "別館")
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [other, seal(other)])
    tamper("UPDATE approvals_decision SET digest = %s", [seal(other)])
    assert OTHER_PROOF in problem(revision)


PROOFS: Final[dict[str, Callable[[Staff], tuple[str, list[object]]]]] = {
    "never used": lambda _: ("used_at = NULL", []),
    "for another content": lambda _: ("digest = %s", ["f" * 64]),
    "for another act": lambda _: ("action = %s", ["stop"]),
    "for another post": lambda _: ("target = %s", ["posts.revision:0"]),
    "of another person": lambda auditor: ("staff_id = %s", [auditor.pk]),
}


@pytest.mark.parametrize("change", PROOFS.values(), ids=PROOFS.keys())
def test_a_proof_of_something_else(
    change: Callable[[Staff], tuple[str, list[object]]], revision: Revision, auditor: Staff
) -> None:
    column, value = change(auditor)
    tamper(f"UPDATE accounts_stepup SET {column}", value)
    assert OTHER_PROOF in problem(revision)


def test_a_decider_swapped_for_somebody_else(revision: Revision, auditor: Staff) -> None:
    tamper("UPDATE approvals_decision SET decider_id = %s", [auditor.pk])
    assert OTHER_PROOF in problem(revision)


def test_a_decider_who_turns_out_to_have_had_a_hand_in_it(
    revision: Revision, manager: Staff
) -> None:
    tamper(
        "INSERT INTO posts_contribution (post_id, staff_id, kind, at)"
        " VALUES (%s, %s, 'edited', now())",
        [revision.post_id, manager.pk],
    )
    assert OWN_HAND in problem(revision)


def test_a_decider_who_was_not_yet_in_office(revision: Revision, manager: Staff) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    tamper("UPDATE accounts_appointment SET starts_on = %s", [tomorrow])
    assert NO_OFFICE in problem(revision)


def test_a_decider_who_was_no_longer_in_office(revision: Revision, manager: Staff) -> None:
    out_of_office(manager)
    assert NO_OFFICE in problem(revision)


def test_an_approval_stays_good_after_the_office_has_ended(
    revision: Revision, manager: Staff
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        out_of_office(manager)
        assert approval_of(Revision.objects.get()).decider == manager


def test_the_approval_of_one_revision_does_not_cover_the_next(
    revision: Revision, drafter: Staff
) -> None:
    halt(Post.objects.get(), actor=drafter)
    post = Post.objects.get()
    drafts.reopen(post, actor=drafter)
    post = drafts.edit(post, actor=drafter, version=post.version, fields=content())
    assert NO_RECORD in problem(
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    )
