"""How somebody comes to decide in place of アカウント管理者: by an absence, or by urgency."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Absence, Role, Staff
from approvals import decisions
from approvals.models import Decision
from audit import trail
from audit.actions import Action
from posts.models import RouteRule
from posts.routing import ruling
from posts.routing.choices import RuleKind
from tests.office import ask_approval, hire


def send_away(staff: Staff, *, since_hours: float = 1) -> Absence:
    """A registered absence that has begun and lasts for a day."""
    began = timezone.now() - timedelta(hours=since_hours)
    return in_the_trail(
        Absence.objects.create(
            staff=staff,
            starts_at=began,
            ends_at=began + timedelta(days=1),
            category="trip",
            registered_by=staff,
            registered_at=began,
        )
    )


def in_the_trail(absence: Absence) -> Absence:
    """Written down as a registration is."""
    trail.record_alone(
        Action.ABSENCE_REGISTERED,
        target=absence.staff,
        actor=absence.registered_by.as_actor(),
        detail={"absence": absence.pk},
    )
    return absence


def bring_back(staff: Staff) -> None:
    """The absence ends now."""
    staff.absences.filter(ended_at=None).update(ended_at=timezone.now(), ended_by=staff)


def deputy_of(section: str = "情報政策課", number: str = "2102") -> Staff:
    """One more who may decide while アカウント管理者 is away."""
    return hire(number, "中居 久美子", section, Role.DEPUTY)


def returned_for_the_manager(drafter: Staff) -> Decision:
    """A 差戻し by a deputy while アカウント管理者 was away; there is one, or one is hired."""
    manager = Staff.objects.filter(appointments__role=Role.ACCOUNT_MANAGER).first()
    manager = manager or hire("2009", "鈴木 恵", "情報政策課", Role.ACCOUNT_MANAGER)
    deputy = Staff.objects.filter(appointments__role=Role.DEPUTY).first() or deputy_of()
    send_away(manager)
    decision = decisions.return_to_drafter(
        ask_approval(drafter), actor=deputy, reason="時刻を書いてください。"
    )
    bring_back(manager)
    return decision


def rule_of_somebody() -> RouteRule:
    """A line of the table of routes."""
    maker = hire("4009", "柏崎 修一", "行政管理課", Role.ADMINISTRATOR)
    return ruling.make_rule(RuleKind.REVIEW, actor=maker, reason="課で見るため")
