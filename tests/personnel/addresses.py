"""Who gets where in the administration: rows for the matrix of `tests/test_access.py`."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Duty, Role, Section, Staff
from personnel.models import (
    HelpKind,
    HelpRequest,
    Movement,
    MovementKind,
    RequestKind,
    RoleRequest,
    StaffFile,
)
from tests.office import hire

NOT_HERE: Final = "302 403 403 403"
NO_LOOK: Final = "302 405 405 405"
EVERYONE: Final = "302 200 200 200"

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of an administrator; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "personnel": (NOT_HERE, NO_LOOK, "200 405", ""),
    "personnel_export": (NO_LOOK, NOT_HERE, "405 200", ""),
    "personnel_issue": (NOT_HERE, NOT_HERE, "200 200", ""),
    "personnel_person": (NOT_HERE, NO_LOOK, "200 405", "person"),
    "personnel_correction": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_suspension": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_resumption": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_transfer": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_retirement": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_password": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_factors": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_leak": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_role": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_absence": (NOT_HERE, NOT_HERE, "200 200", "person"),
    "personnel_cancellation": (NOT_HERE, NOT_HERE, "200 200", "movement"),
    "personnel_role_end": (NOT_HERE, NOT_HERE, "200 200", "appointment"),
    "personnel_requests": (NOT_HERE, NO_LOOK, "200 405", ""),
    "personnel_request": (NOT_HERE, NOT_HERE, "200 200", "role request"),
    "personnel_refusal": (NO_LOOK, NOT_HERE, "405 302", "role request"),
    "personnel_help_request": (NOT_HERE, NOT_HERE, "200 200", "help request"),
    "personnel_help_refusal": (NO_LOOK, NOT_HERE, "405 302", "help request"),
    "personnel_sections": (NOT_HERE, NO_LOOK, "200 405", ""),
    "personnel_section_new": (NOT_HERE, NOT_HERE, "200 200", ""),
    "personnel_section_name": (NOT_HERE, NOT_HERE, "200 200", "section"),
    "personnel_section_closing": (NOT_HERE, NOT_HERE, "200 200", "section"),
    "personnel_upload": (NOT_HERE, NOT_HERE, "200 200", ""),
    "personnel_template_csv": (NOT_HERE, NO_LOOK, "200 405", ""),
    "personnel_template_xlsx": (NOT_HERE, NO_LOOK, "200 405", ""),
    # Of another administrator: what somebody uploaded is theirs alone.
    "personnel_file": (NOT_HERE, NOT_HERE, "404 404", "file"),
    "personnel_review": (NOT_HERE, NOT_HERE, "200 200", ""),
    "personnel_leaks": ("302 403 200 403", NO_LOOK, "200 405", ""),
    "personnel_approvers": (EVERYONE, NO_LOOK, "200 405", ""),
    "personnel_handover": (NOT_HERE, NOT_HERE, "200 200", ""),
    "personnel_deputy": ("302 403 200 403", "302 403 200 403", "200 200", ""),
    "personnel_duties": (EVERYONE, NO_LOOK, "200 405", ""),
    "personnel_duty_new": ("302 403 200 403", "302 403 200 403", "200 200", ""),
    "personnel_duty_copies": ("302 403 200 403", "302 403 200 403", "200 200", ""),
    "personnel_duty_export": (NO_LOOK, "302 403 200 403", "405 200", ""),
    "personnel_duty_end": (NO_LOOK, "302 403 302 403", "405 302", "duty"),
    "personnel_absences": (EVERYONE, EVERYONE, "200 200", ""),
    "personnel_absence_end": (NO_LOOK, "302 302 403 403", "405 302", "absence"),
}


def _asker() -> Staff:
    return hire("4090", "申請 する人", "行政管理課", Role.ADMINISTRATOR)


def _movement(drafter: Staff) -> int:
    return Movement.objects.create(
        staff=drafter,
        kind=MovementKind.RETIREMENT,
        on=timezone.localdate() + timedelta(days=9),
        from_section=drafter.section,
        reason="退職",
        ordered_by=_asker(),
    ).pk


def _request(drafter: Staff) -> int:
    return RoleRequest.objects.create(
        kind=RequestKind.APPOINT,
        staff=drafter,
        role=Role.DEPUTY,
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(days=90),
        reason="代決者とする。",
        asked_by=_asker(),
    ).pk


def _help(drafter: Staff) -> int:
    return HelpRequest.objects.create(
        kind=HelpKind.FACTORS, staff=drafter, reason="紛失した。", asked_by=_asker()
    ).pk


def _absence(drafter: Staff) -> int:
    now = timezone.now()
    return Absence.objects.create(
        staff=drafter,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        category=AbsenceCategory.LEAVE,
        registered_by=drafter,
    ).pk


def _duty(drafter: Staff) -> int:
    now = timezone.now()
    return Duty.objects.create(
        staff=drafter,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        registered_by=_asker(),
    ).pk


ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {
    "person": lambda drafter: [drafter.pk],
    "movement": lambda drafter: [_movement(drafter)],
    "appointment": lambda drafter: [drafter.appointments.get().pk],
    "role request": lambda drafter: [_request(drafter)],
    "help request": lambda drafter: [_help(drafter)],
    "section": lambda drafter: [Section.objects.create(name="空の課").pk],
    "file": lambda drafter: [StaffFile.objects.create(uploaded_by=_asker(), name="a.csv").pk],
    "duty": lambda drafter: [_duty(drafter)],
    "absence": lambda drafter: [_absence(drafter)],
}
