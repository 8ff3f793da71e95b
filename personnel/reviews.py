"""棚卸し: which accounts and roles somebody should look at, and that somebody did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Role, Section, Staff
from accounts.proofs import digest_of
from audit import trail
from audit.actions import Action
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.days import today
from personnel.models import ReviewSignOff
from personnel.sections import open_sections
from personnel.staff_list import employed

UNUSED_AFTER: Final = timedelta(days=90)
EXPIRING_WITHIN: Final = timedelta(days=30)
DAYS_OF_A_MONTH: Final = 30.4
CHANGED: Final = "確認の画面を開いた後に、職員か役割が変わりました。内容を確かめ直してください。"
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

    @property
    def digest(self) -> str:
        """SHA-256 (64 hex digits) of who and what is listed, each with the roles that are held."""
        rows = [f"{name}:{one.pk}" for name in FINDINGS for one in getattr(self, name)]
        held = Appointment.objects.from_day(today()).order_by("pk")
        terms = [
            f"{one.pk}:{one.staff_id}:{one.role}:{one.starts_on}:{one.ends_on}" for one in held
        ]
        return digest_of(*rows, "roles", *terms)


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


def signing_off(found: Findings, note: str) -> Act:
    """What is shown before a review is signed off: everybody who is listed, and their roles."""
    content = {"counts": found.counts(), "digest": found.digest, "note": note}
    return Act(Action.REVIEW_SIGNED_OFF, OFFICE, content)


def sign_off(*, actor: Staff, found: Findings, note: str, proof: Proof) -> ReviewSignOff:
    """棚卸しの完了, with date, name and numbers, of exactly what was looked at.

    Raises PermissionDenied, StepUpRefused (also for a list that changed since), NotPossible.
    """
    counts = found.counts()
    with administering(signing_off(found, note), actor=actor, proof=proof):
        if findings().digest != found.digest:
            raise NotPossible(CHANGED)
        review = ReviewSignOff.objects.create(signed_by=actor, counts=counts, note=note)
        trail.record(Action.REVIEW_SIGNED_OFF, target=review, actor=actor.as_actor(), detail=counts)
    return review


def _sections_without_reviewer() -> Iterable[Section]:
    """Sections in which somebody drafts and nobody checks."""
    held = Appointment.objects.current().filter(staff__is_active=True)
    drafting = held.filter(role=Role.DRAFTER).values("staff__section")
    checked = held.filter(role=Role.SECTION_REVIEWER).values("staff__section")
    return open_sections().filter(Q(pk__in=drafting)).exclude(pk__in=checked)
