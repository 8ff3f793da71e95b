"""棚卸し: which accounts and roles somebody should look at, and that somebody did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Role, Section, Staff
from audit import trail
from audit.actions import Action
from personnel.acts import Act, Proof, administering
from personnel.days import today
from personnel.models import ReviewSignOff
from personnel.sections import open_sections
from personnel.staff_list import employed

UNUSED_AFTER: Final = timedelta(days=90)
EXPIRING_WITHIN: Final = timedelta(days=30)
DAYS_OF_A_MONTH: Final = 30.4
OFFICE: Final = "personnel.reviewsignoff:new"


@dataclass(frozen=True)
class Findings:
    """What there is to look at today."""

    unused: list[Staff]
    never_signed_in: list[Staff]
    without_factor: list[Staff]
    suspended: list[Staff]
    expiring: list[Appointment]
    without_role: list[Staff]
    without_reviewer: list[Section]

    def counts(self) -> dict[str, int]:
        """How many of each, as signed off."""
        return {name: len(getattr(self, name)) for name in FINDINGS}


FINDINGS: Final = {
    "unused": "90日以上ログインしていない職員",
    "never_signed_in": "一度もログインしていない職員",
    "without_factor": "認証手段（認証アプリ・パスキー）のない職員",
    "suspended": "利用停止中の職員",
    "expiring": "30日以内に終わる任期",
    "without_role": "役割のない職員",
    "without_reviewer": "課内確認者のいない課",
}


def findings() -> Findings:
    """Look through everything as it is now."""
    everybody = employed().order_by("section__name", "staff_number")
    active = everybody.filter(is_active=True)
    return Findings(
        unused=list(active.filter(last_login__lt=timezone.now() - UNUSED_AFTER)),
        never_signed_in=list(active.filter(last_login=None)),
        without_factor=list(
            active.exclude(authenticator__confirmed=True).exclude(
                webauthncredential__confirmed=True
            )
        ),
        suspended=list(everybody.filter(is_active=False)),
        expiring=list(expiring()),
        without_role=list(active.exclude(appointments__in=Appointment.objects.from_day(today()))),
        without_reviewer=list(_sections_without_reviewer()),
    )


def expiring() -> QuerySet[Appointment]:
    """Appointments in force that end within thirty days and are not followed by another."""
    limit = today() + EXPIRING_WITHIN
    ending = Appointment.objects.current().filter(ends_on__lte=limit, staff__is_active=True)
    followed = [
        appointment.pk
        for appointment in ending
        if appointment.staff.appointments.from_day(limit + timedelta(days=1))
        .filter(role=appointment.role)
        .exists()
    ]
    return ending.exclude(pk__in=followed).select_related("staff__section").order_by("ends_on")


def last_sign_off() -> ReviewSignOff | None:
    """The newest review that was signed off."""
    return ReviewSignOff.objects.select_related("signed_by__section").first()


def is_due() -> bool:
    """Is the last review older than REVIEW_EVERY_MONTHS, or was there none?"""
    last = last_sign_off()
    period = timedelta(days=settings.REVIEW_EVERY_MONTHS * DAYS_OF_A_MONTH)
    return last is None or last.signed_at < timezone.now() - period


def signing_off(counts: dict[str, int], note: str) -> Act:
    """What is shown before a review is signed off: the numbers as they are."""
    return Act(Action.REVIEW_SIGNED_OFF, OFFICE, {"counts": counts, "note": note})


def sign_off(*, actor: Staff, counts: dict[str, int], note: str, proof: Proof) -> ReviewSignOff:
    """棚卸しの完了, with date, name and numbers. Raises PermissionDenied, StepUpRefused."""
    with administering(signing_off(counts, note), actor=actor, proof=proof):
        review = ReviewSignOff.objects.create(signed_by=actor, counts=counts, note=note)
        trail.record(Action.REVIEW_SIGNED_OFF, target=review, actor=actor.as_actor(), detail=counts)
    return review


def _sections_without_reviewer() -> Iterable[Section]:
    """Sections in which somebody drafts and nobody checks."""
    held = Appointment.objects.current().filter(staff__is_active=True)
    drafting = held.filter(role=Role.DRAFTER).values("staff__section")
    checked = held.filter(role=Role.SECTION_REVIEWER).values("staff__section")
    return open_sections().filter(Q(pk__in=drafting)).exclude(pk__in=checked)
