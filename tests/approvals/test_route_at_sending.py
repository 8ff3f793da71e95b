"""Before the sending the route is gone through again: sections by id, each step by its record."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import Role, Section, Staff
from approvals.validity import NotApproved, approval_of
from posts.models import Revision
from posts.routing import turns
from tests.approvals.acting import reviewed
from tests.office import approve, hire, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff, manager: Staff, reviewer: Staff) -> Revision:
    revision = reviewed(drafter, manager)
    turns.endorse(revision, actor=reviewer)
    approve(revision, manager)
    return Revision.objects.get()


def refused(revision: Revision) -> bool:
    with pytest.raises(NotApproved, match="課内確認や合議が済んでいません"):
        approval_of(Revision.objects.get(pk=revision.pk))
    return True


def test_a_section_that_is_renamed_stays_the_one_that_was_asked(revision: Revision) -> None:
    Section.objects.filter(name="観光課").update(name="観光振興課")
    assert approval_of(Revision.objects.get()).revision == revision


def test_a_step_of_another_section_is_not_the_one_that_was_frozen(revision: Revision) -> None:
    elsewhere = Section.objects.create(name="広報統計課")
    tamper("UPDATE posts_step SET section_id = %s", [elsewhere.pk])
    assert refused(revision)


def test_an_endorsement_written_by_hand_counts_for_nothing(
    drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    revision = reviewed(drafter, manager)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO posts_endorsement (step_id, staff_id, at, words)"
            " SELECT id, %s, now(), '' FROM posts_step",
            [reviewer.pk],
        )
    approve(revision, manager)
    assert refused(revision)


def test_an_endorsement_swapped_to_another_reviewer(revision: Revision) -> None:
    other = hire("1102", "類家 光", "観光課", Role.SECTION_REVIEWER)
    tamper("UPDATE posts_endorsement SET staff_id = %s", [other.pk])
    assert refused(revision)


def test_an_endorsement_after_the_decision(revision: Revision) -> None:
    tamper("UPDATE posts_endorsement SET at = at + %s", [timedelta(minutes=1)])
    assert refused(revision)


def test_an_endorsement_by_somebody_out_of_office_then(revision: Revision, reviewer: Staff) -> None:
    tamper("UPDATE posts_endorsement SET at = at - %s", [timedelta(days=800)])
    assert refused(revision)


def test_an_endorsement_by_somebody_with_a_hand_in_it(revision: Revision, reviewer: Staff) -> None:
    tamper(
        "INSERT INTO posts_contribution (post_id, staff_id, kind, at)"
        " VALUES (%s, %s, 'edited', now())",
        [revision.post_id, reviewer.pk],
    )
    assert refused(revision)
