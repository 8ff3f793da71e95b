"""不在の登録: by whom, for when; it ends early, is told to the right people, and stays as said."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Notice, Staff
from audit.actions import Action
from audit.models import Entry
from personnel import absences
from personnel.acts import NotPossible
from tests.personnel.acting import proof

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return timezone.now() + hours * HOUR


def register_own(staff: Staff, first: float, last: float) -> Absence:
    return absences.register_own(
        actor=staff, starts_at=at(first), ends_at=at(last), category=AbsenceCategory.TRIP
    )


def register(staff: Staff, by: Staff, note: str = "本人から電話で連絡があった。") -> Absence:
    said = (at(1), at(5), AbsenceCategory.ILLNESS, note)
    opened = proof(absences.registration(staff, *said), by)
    return absences.register(
        staff, actor=by, starts_at=said[0], ends_at=said[1], category=said[2], note=note,
        proof=opened,
    )  # fmt: skip


def test_one_registers_one_s_own(manager: Staff, deputy: Staff) -> None:
    absence = register_own(manager, 1, 5)
    assert (absence.staff, absence.registered_by) == (manager, manager)
    assert Notice.objects.get().recipient == deputy
    entry = Entry.objects.get(action=Action.ABSENCE_REGISTERED)
    assert "category" not in entry.detail
    assert "trip" not in str(entry.detail)


def test_an_administrator_registers_for_another_with_a_reason(
    manager: Staff, administrator: Staff
) -> None:
    absence = register(manager, administrator)
    assert absence.registered_by == administrator
    assert Notice.objects.filter(recipient=manager, subject="【LINE配信管理】不在が登録されました")


def test_the_others_hear_who_said_that_the_account_manager_is_away(
    manager: Staff, drafter: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    register(drafter, administrator)
    told = Notice.objects.filter(subject__contains="アカウント管理者の不在が登録")
    assert not told.exists()
    register(manager, administrator)
    assert told.get().recipient == second_administrator
    assert str(administrator) in told.get().body
    assert reverse("personnel_person", args=[manager.pk]) in told.get().body


def test_nobody_else_registers_for_another(manager: Staff, deputy: Staff) -> None:
    with pytest.raises(PermissionDenied):
        register(manager, deputy)
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [(5, 4.99, "より後"), (5, 4, "より後"), (-5, -1, "今より後"), (1, 24 * 400, "1年まで")],
)
def test_times_that_make_no_sense(first: float, last: float, why: str, manager: Staff) -> None:
    with pytest.raises(NotPossible, match=why):
        register_own(manager, first, last)


@pytest.mark.parametrize(("first", "last"), [(0, 2), (4, 9), (2, 3), (0, 9)])
def test_one_is_not_away_twice(first: float, last: float, manager: Staff) -> None:
    absence = register_own(manager, 1, 5)
    with pytest.raises(NotPossible, match="重なる"):
        register_own(manager, first, last)
    with pytest.raises(IntegrityError, match="one_absence_at_a_time"), transaction.atomic():
        Absence.objects.create(
            staff=manager, starts_at=absence.starts_at, ends_at=absence.ends_at,
            category=AbsenceCategory.LEAVE, registered_by=manager,
        )  # fmt: skip


def test_it_ends_early_and_makes_room(manager: Staff) -> None:
    absence = register_own(manager, -1, 5)
    assert absence.is_going_on
    absences.end(absence, actor=manager)
    assert not absence.is_going_on
    assert absence.ended_by == manager
    register_own(manager, 1, 3)
    with pytest.raises(NotPossible, match="終わっています"):
        absences.end(absence, actor=manager)


def test_one_that_has_not_begun_never_was(manager: Staff) -> None:
    absence = register_own(manager, 1, 5)
    absences.end(absence, actor=manager)
    assert absence.ended_at == absence.starts_at
    register_own(manager, 1, 5)


def test_an_administrator_ends_it_and_others_do_not(
    manager: Staff, deputy: Staff, administrator: Staff
) -> None:
    absence = register_own(manager, -1, 5)
    with pytest.raises(PermissionDenied):
        absences.end(absence, actor=deputy)
    absences.end(absence, actor=administrator)
    assert Notice.objects.filter(recipient=manager, subject__contains="終了").exists()


def test_the_database_keeps_it_as_it_was_said(manager: Staff, administrator: Staff) -> None:
    absence = register_own(manager, -1, 5)
    rows = Absence.objects.filter(pk=absence.pk)
    changes: list[dict[str, object]] = [
        {"ends_at": at(9)}, {"starts_at": at(-9)}, {"registered_at": at(-9)}, {"note": "x"},
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError, match="has_a_reason"), transaction.atomic():
        Absence.objects.create(
            staff=administrator, starts_at=at(1), ends_at=at(2),
            category=AbsenceCategory.OTHER, registered_by=manager,
        )  # fmt: skip
