"""緊急の文例: approved beforehand by somebody who wrote none of its versions, word for word."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Appointment, Role, Staff, StepUp
from accounts.step_up import StepUpRefused
from audit.actions import Action
from audit.models import Entry
from posts.models import Pattern, PatternApproval, PatternVersion
from posts.patterns import approving, keeping
from tests.office import out_of_office, tamper
from tests.posts.emergencies.writing import (
    anew,
    approve_pattern,
    approved_skeleton,
    skeleton,
    text_of,
)
from tests.posts.patterns.addresses import make, written

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def current(pattern: Pattern) -> PatternVersion:
    found = Pattern.objects.select_related("current").get(pk=pattern.pk).current
    assert found is not None
    return found


def test_one_that_nobody_approved_is_not_used(drafter: Staff, manager: Staff) -> None:
    pattern = skeleton(drafter)
    assert approving.why_not_use(pattern, TODAY()) == approving.NOT_APPROVED
    approve_pattern(pattern, manager)
    assert approving.why_not_use(pattern, TODAY()) == ""


def test_a_new_version_needs_an_approval_of_its_own(drafter: Staff, manager: Staff) -> None:
    pattern = anew(approved_skeleton(drafter, manager), drafter)
    assert approving.why_not_use(pattern, TODAY()) == approving.NOT_APPROVED
    approve_pattern(pattern, manager)
    assert approving.why_not_use(pattern, TODAY()) == ""


def test_a_deputy_in_office_approves_too(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    assert approve_pattern(skeleton(drafter), deputy).approved_by == deputy


@pytest.mark.parametrize("who", ["colleague", "auditor", "administrator", "reviewer", "newcomer"])
def test_nobody_else_approves(who: str, drafter: Staff, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        approving.begin_approval(current(skeleton(drafter)), actor=request.getfixturevalue(who))
    assert not StepUp.objects.exists()


def test_who_left_office_after_the_proof_began_does_not_approve(
    drafter: Staff, manager: Staff
) -> None:
    version = current(skeleton(drafter))
    proof = approving.begin_approval(version, actor=manager)
    out_of_office(manager)
    with pytest.raises(PermissionDenied):
        approving.approve(version, actor=manager, step_up_id=str(proof.pk), code="000000")


def test_whoever_wrote_any_version_approves_none(drafter: Staff, manager: Staff) -> None:
    pattern = skeleton(manager)  # of 情報政策課
    Appointment.objects.create(
        staff=(other := _of_section(manager)),
        role=Role.DRAFTER,
        starts_on=TODAY(),
        installed=True,
    )
    pattern = anew(pattern, other)
    assert "書いたため" in approving.why_not_approve(manager, current(pattern))
    with pytest.raises(IntegrityError, match="cannot approve"), transaction.atomic():
        PatternApproval.objects.create(
            version=current(pattern),
            digest=approving.digest_of(current(pattern)),
            approved_by=manager,
            step_up=_proof(manager, current(pattern)),
        )


def test_an_ordinary_one_is_not_approved(drafter: Staff, manager: Staff) -> None:
    assert "要りません" in approving.why_not_approve(manager, current(make(drafter)))


def test_a_version_is_approved_once(drafter: Staff, manager: Staff) -> None:
    pattern = approved_skeleton(drafter, manager)
    assert approving.why_not_approve(manager, current(pattern)) == "この版は承認されています。"


def test_a_proof_for_the_version_before_is_refused(drafter: Staff, manager: Staff) -> None:
    pattern = skeleton(drafter)
    proof = approving.begin_approval(current(pattern), actor=manager)
    pattern = anew(pattern, drafter)
    with pytest.raises(StepUpRefused):
        approving.approve(current(pattern), actor=manager, step_up_id=str(proof.pk), code="000000")
    assert not PatternApproval.objects.exists()


@pytest.mark.parametrize(
    "column", ["title = '別'", "level = '3'", "bubbles = '[]'", "valid_until = valid_until + 1"]
)
def test_whatever_is_changed_past_the_rules_voids_the_approval(
    column: str, drafter: Staff, manager: Staff
) -> None:
    pattern = approved_skeleton(drafter, manager)
    tamper(f"UPDATE posts_patternversion SET {column} WHERE id = %s", [pattern.current_id])
    pattern = Pattern.objects.select_related("current").get(pk=pattern.pk)
    assert approving.why_not_use(pattern, TODAY()) == approving.NOT_APPROVED


def test_an_approval_without_a_proof_of_it_counts_for_nothing(
    drafter: Staff, manager: Staff
) -> None:
    version = current(skeleton(drafter))
    PatternApproval.objects.create(
        version=version,
        digest=approving.digest_of(version),
        approved_by=manager,
        step_up=_proof(manager, version),  # begun, and never given
    )
    assert approving.approval_of(version) is None


def test_a_forged_row_that_is_not_in_the_trail_counts_for_nothing(
    drafter: Staff, manager: Staff
) -> None:
    version = current(skeleton(drafter))
    proof = _proof(manager, version)
    StepUp.objects.filter(pk=proof.pk).update(used_at=timezone.now(), device="認証アプリ")
    PatternApproval.objects.create(
        version=version,
        digest=approving.digest_of(version),
        approved_by=manager,
        step_up=StepUp.objects.get(pk=proof.pk),
    )
    assert approving.approval_of(version) is None


def test_who_was_not_in_office_on_that_day_has_approved_nothing(
    drafter: Staff, manager: Staff
) -> None:
    version = current(approved_skeleton(drafter, manager))
    assert approving.approval_of(version) is not None
    out_of_office(manager)
    assert approving.approval_of(version) is None


def test_one_out_of_its_time_or_retired_is_not_used(drafter: Staff, manager: Staff) -> None:
    pattern = approved_skeleton(drafter, manager)
    assert current(pattern).valid_until < TODAY() + timedelta(days=366)
    late = TODAY() + timedelta(days=366)
    assert "有効期限" in approving.why_not_use(pattern, late)
    keeping.retire(pattern, actor=drafter, reason="計画が変わりました。")
    assert "廃止" in approving.why_not_use(Pattern.objects.get(pk=pattern.pk), TODAY())


def test_the_last_thirty_days_are_told_of(drafter: Staff) -> None:
    version = current(skeleton(drafter, valid_until=TODAY() + timedelta(days=30)))
    assert approving.ends_soon(version, TODAY())
    assert not approving.ends_soon(version, TODAY() - timedelta(days=1))


def test_the_approval_is_in_the_trail(drafter: Staff, manager: Staff) -> None:
    pattern = approved_skeleton(drafter, manager)
    entry = Entry.objects.get(action=Action.PATTERN_APPROVED)
    assert entry.target == f"posts.pattern:{pattern.pk}"
    assert entry.detail["digest"] == approving.digest_of(current(pattern))


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("4", text_of("3")),
        ("3", text_of("4")),
        ("0", text_of("5")),
        ("4", "避難勧告を出しました。"),
    ],
)
def test_words_of_another_level_make_no_text_of_this_one(
    level: str, text: str, drafter: Staff
) -> None:
    with pytest.raises(ValueError, match=r"。$"):
        keeping.make(written(title="大雨", category="5", level=level, text=text), actor=drafter)


def test_the_database_knows_that_it_is_about_disasters(drafter: Staff) -> None:
    with pytest.raises(IntegrityError, match="category_5"), transaction.atomic():
        skeleton(drafter, category="1")


def _of_section(staff: Staff) -> Staff:
    other = Staff.objects.get(pk=staff.pk)
    other.pk, other.staff_number = None, f"{uuid.uuid4().int % 10**6:06d}"
    other.save()
    return other


def _proof(staff: Staff, version: PatternVersion) -> StepUp:
    now = timezone.now()
    return StepUp.objects.create(
        staff=staff,
        action=approving.APPROVE_PATTERN,
        target=f"posts.patternversion:{version.pk}",
        digest=approving.digest_of(version),
        created_at=now,
        expires_at=now + timedelta(minutes=5),
    )
