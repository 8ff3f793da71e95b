"""Who may decide for アカウント管理者 at a moment: that person, or while away the first deputy.

Pure questions, asked about now when something is to be decided, and about the moment of a
decision when it is looked at again.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, TextChoices
from django.utils import timezone

from accounts import appointments
from accounts.models import Absence, Appointment, AppointmentQuerySet, Role, Staff


class Capacity(TextChoices):
    """As what somebody decides; written into the decision."""

    ACCOUNT_MANAGER = "account_manager", "アカウント管理者"
    DEPUTY = "deputy", "代決者"


@dataclass(frozen=True)
class Approver:
    """Who decides, as what, and by virtue of which appointment and (a deputy) which absence."""

    staff: Staff
    capacity: Capacity
    appointment: Appointment
    absence: Absence | None = None


def acting_approver(at: datetime | None = None) -> Approver | None:
    """Who may decide at a moment, now unless said otherwise.

    The account manager, unless an absence of theirs had been registered by then and held; in that
    case the first deputy by rank who was in office and not away. None when nobody can: no manager
    appointed, or everybody away. An absence that was registered afterwards changes nothing, so
    that no decision becomes right, or wrong, in hindsight.
    """
    moment = at or timezone.now()
    manager = _manager_at(moment)
    if manager is None:
        return None
    absence = absence_of(manager.staff, at=moment)
    if absence is None:
        return Approver(manager.staff, Capacity.ACCOUNT_MANAGER, manager)
    deputy = next(iter(present_deputies(moment)), None)
    return Approver(deputy.staff, Capacity.DEPUTY, deputy, absence) if deputy else None


def capacity_of(staff: Staff, *, at: datetime | None = None) -> Capacity | None:
    """As what this person may decide at a moment; None when they may not.

    The account manager may decide even while registered as away: a trip with a telephone is no
    loss of office. Of the deputies only the one whose turn it is may.
    """
    moment = at or timezone.now()
    if appointments.was_account_manager(staff, at=moment):
        return Capacity.ACCOUNT_MANAGER if staff.is_active else None
    acting = acting_approver(moment)
    if acting is not None and acting.staff == staff:
        return acting.capacity
    return None


def was_deputising(staff: Staff, *, at: datetime) -> bool:
    """Was this person a deputy in office and present while the account manager was away?

    For looking at a decision again. Whose turn it was by rank was asked when it was taken, with
    everybody's standing of that moment; who is suspended or resumed since changes nothing.
    """
    day = timezone.localdate(at)
    managers = Appointment.objects.on(day).filter(role=Role.ACCOUNT_MANAGER)
    return (
        staff.appointments.on(day).filter(role=Role.DEPUTY).exists()
        and absence_of(staff, at=at) is None
        and Absence.objects.at(at).filter(staff__in=managers.values("staff")).exists()
    )


def why_not_deputise(staff: Staff, *, at: datetime | None = None) -> str:
    """Empty when this person may decide as deputy at a moment; otherwise the reason."""
    moment = at or timezone.now()
    if not deputies(moment).filter(staff=staff).exists():
        return "代決できるのは、代決者に任命された職員だけです。"
    manager = _manager_at(moment)
    if manager is None:
        return "アカウント管理者が任命されていないため、代決できません。"
    if absence_of(manager.staff, at=moment) is None:
        return (
            f"アカウント管理者（{manager.staff.name}さん）の不在が登録されていないため、"
            "代決できません。"
        )
    if absence_of(staff, at=moment) is not None:
        return "ご自身の不在が登録されているため、代決できません。"
    first = next(iter(present_deputies(moment)), None)
    if first is not None and first.staff != staff:
        return f"先の順位の代決者（{first.staff.name}さん）が決裁します。"
    return ""


def absence_of(staff: Staff, *, at: datetime | None = None) -> Absence | None:
    """The absence that holds for a person at a moment, if it had been registered by then."""
    return Absence.objects.at(at or timezone.now()).filter(staff=staff).first()


def deputies(at: datetime | None = None) -> AppointmentQuerySet:
    """The appointments of the deputies in office on the day of a moment, by rank.

    Those without a rank come last. Suspended people are left out.
    """
    day = timezone.localdate(at or timezone.now())
    return (
        Appointment.objects.on(day)
        .filter(role=Role.DEPUTY, staff__is_active=True)
        .select_related("staff__section")
        .order_by(F("rank").asc(nulls_last=True), "pk")
    )


def present_deputies(at: datetime | None = None) -> list[Appointment]:
    """Those of them who were not away at that moment; the first one decides."""
    moment = at or timezone.now()
    away = Absence.objects.at(moment).values("staff")
    return list(deputies(moment).exclude(staff__in=away))


def _manager_at(moment: datetime) -> Appointment | None:
    return (
        Appointment.objects.on(timezone.localdate(moment))
        .filter(role=Role.ACCOUNT_MANAGER, staff__is_active=True)
        .select_related("staff__section")
        .first()
    )
