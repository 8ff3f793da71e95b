"""How an installation gets the people who then appoint all others: once, from the command line."""

from dataclasses import dataclass

from django.db import transaction

from accounts import temporary_passwords
from accounts.models import Appointment, Role, Section, Staff
from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM
from personnel.acts import NotPossible, hold_offices
from personnel.days import today
from personnel.issuing import why_not_issue
from personnel.standing import is_retired
from personnel.terms import Term, why_not_give, why_not_hand_over

ADMINISTRATORS_NEEDED = 2


@dataclass(frozen=True)
class Newcomer:
    """A person as the command line names them."""

    staff_number: str
    name: str
    email: str


@dataclass(frozen=True)
class Installed:
    """A person who was appointed, and the temporary password to be handed over."""

    staff: Staff
    role: Role
    password: str


def administrators_left() -> int:
    """How many people can administer, today or from a later day on."""
    held = Appointment.objects.from_day(today()).filter(role=Role.ADMINISTRATOR)
    return Staff.objects.filter(is_active=True, appointments__in=held).distinct().count()


def why_not_install(number: int, *, completing: bool = False) -> str:
    """Empty when the command line may appoint so many administrators; otherwise the reason.

    Two, on an installation that has none. With `completing` one more beside the only one left,
    because that one could have nobody confirmed.
    """
    left = administrators_left()
    if completing:
        right = left == 1 and number == 1
        return "" if right else "2人目の追加は、システム管理者が1人だけのときにできます。"
    if left:
        return (
            f"システム管理者がすでに{left}人います。"
            "役割の任命は、画面の「職員」から行ってください。"
        )
    return "" if number == ADMINISTRATORS_NEEDED else "最初のシステム管理者は2人です。"


def install(
    people: list[Newcomer],
    *,
    section: str,
    manager: Newcomer | None = None,
    completing: bool = False,
) -> list[Installed]:
    """Appoint administrators, and if named the first account manager, all or none.

    Who has an ID already keeps it. Raises NotPossible.
    """
    with transaction.atomic():
        hold_offices()
        NotPossible.unless_empty(why_not_install(len(people), completing=completing))
        where, _ = Section.objects.get_or_create(name=section)
        done = [_appoint(person, where, Role.ADMINISTRATOR) for person in people]
        if manager is not None:
            NotPossible.unless_empty(why_not_hand_over(today()))
            done.append(_appoint(manager, where, Role.ACCOUNT_MANAGER))
        trail.record(
            Action.ADMINISTRATORS_INSTALLED,
            target=done[0].staff,
            actor=SYSTEM,
            detail={"staff": [one.staff.pk for one in done], "roles": [one.role for one in done]},
        )
    return done


def _appoint(person: Newcomer, section: Section, role: Role) -> Installed:
    staff = _staff(person, section)
    problem = why_not_give(staff, Term(role, today(), None))
    if problem:
        raise NotPossible(f"{person.staff_number}：{problem}")
    Appointment.objects.create(staff=staff, role=role, starts_on=today(), installed=True)
    return Installed(staff, role, temporary_passwords.issue(staff, actor=SYSTEM))


def _staff(person: Newcomer, section: Section) -> Staff:
    found = Staff.objects.filter(staff_number__iexact=person.staff_number).first()
    if found is None:
        problem = why_not_issue(person.staff_number, section)
        if problem or not person.name:
            raise NotPossible(f"{person.staff_number}：{problem or '氏名がありません。'}")
        made = Staff.objects.create_staff(
            person.staff_number, None, name=person.name, section=section, email=person.email
        )
        trail.record(
            Action.STAFF_ISSUED,
            target=made,
            actor=SYSTEM,
            detail={"number": made.staff_number, "section": section.name},
        )
        return made
    if is_retired(found) or not found.is_active or found.name != person.name:
        raise NotPossible(
            f"{person.staff_number}：同じ職員番号の、別の人か、利用停止か退職の職員がいます。"
        )
    return found
