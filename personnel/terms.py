"""Which terms of a role are possible for a person: what verbs enforce and pages explain."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts.models import Appointment, Role, Staff
from accounts.models.roles import DECIDING_ROLES
from personnel import situations
from personnel.days import ONE_DAY, in_words, today
from personnel.situations import Situation

LAST_YEAR: Final = 2100


@dataclass(frozen=True)
class Term:
    """A role from one day to another, both included; `rank` is that of a deputy."""

    role: Role
    starts_on: date
    ends_on: date | None
    rank: int | None = None


def why_not_give(staff: Staff, term: Term) -> str:
    """Empty when this person can be given the role for this term; otherwise the reason."""
    return why_not_in(situations.of(staff), term)


def why_not_in(situation: Situation, term: Term, *, ignoring: Collection[int] = ()) -> str:
    """The same, when it is known already how the person stands.

    `ignoring` are appointments (ids) that the same act ends before the term begins.
    """
    return (
        problem_of_dates(term)
        or _problem_of_person(situation, term)
        or _problem_of_other_roles(situation, term, ignoring)
        or _problem_of_rank(term)
    )


def problem_of_dates(term: Term) -> str:
    """Empty when the days of a term make sense, whoever it is for; otherwise the reason."""
    if term.starts_on < today():
        return "開始日は、今日以降にしてください。"
    if term.ends_on is not None and term.ends_on < term.starts_on:
        return "終了日は、開始日以降にしてください。"
    if max(term.starts_on, term.ends_on or term.starts_on).year > LAST_YEAR:
        return "日付の年を確認してください。"
    if term.role == Role.ACCOUNT_MANAGER and term.ends_on is not None:
        return (
            "アカウント管理者の任期に終了日は付けません。"
            "後任への引継ぎで、前の日までの任期になります。"
        )
    return ""


def _problem_of_person(situation: Situation, term: Term) -> str:
    if situation.is_retired:
        return "退職した職員には、役割を付けられません。"
    if not situation.staff.is_active:
        return "利用停止中の職員には、役割を付けられません。先に、利用を再開してください。"
    leaving = situation.retirement
    if leaving and (term.ends_on is None or term.ends_on > leaving.on):
        return f"{in_words(leaving.on)}に退職の予定です。終了日をその日以前にしてください。"
    return ""


def _problem_of_other_roles(situation: Situation, term: Term, ignoring: Collection[int]) -> str:
    for held in situation.held_between(term.starts_on, term.ends_on, ignoring=ignoring):
        until = f"{in_words(held.ends_on)}まで" if held.ends_on else "期限なしで"
        if held.role == term.role:
            return f"この期間には、すでに{term.role.label}に任命されています（{until}）。"
        if {Role(held.role), term.role} in ({Role.ADMINISTRATOR, role} for role in DECIDING_ROLES):
            return (
                f"{Role(held.role).label}に任命されている間（{until}）は、"
                f"{term.role.label}に任命できません。管理と決裁は別の人が行います。"
            )
    return ""


def _problem_of_rank(term: Term) -> str:
    if term.rank is None:
        return ""
    if term.role != Role.DEPUTY:
        return "順位は、代決者だけに付けます。"
    taken = Appointment.objects.from_day(term.starts_on).filter(rank=term.rank)
    if term.ends_on:
        taken = taken.filter(starts_on__lte=term.ends_on)
    other = taken.select_related("staff").first()
    return f"順位{term.rank}は、この期間、{other.staff.name}さんです。" if other else ""


def why_not_hand_over(starts_on: date) -> str:
    """Empty when アカウント管理者 can change hands on that day; otherwise the reason.

    Not from today on while somebody is in office: what that person decided this morning would
    then have been decided by nobody (an appointment counts in whole days). A handover that was
    planned for the same day is replaced.
    """
    seats = Appointment.objects.filter(role=Role.ACCOUNT_MANAGER)
    planned = seats.from_day(starts_on).filter(starts_on__gte=starts_on)
    if planned.exclude(starts_on=starts_on).exists():
        return "その日より後のアカウント管理者が、すでに任命されています。"
    if starts_on <= today() and seats.on(today()).exists():
        return "アカウント管理者の引継ぎは、明日以降の日付にしてください。"
    is_followed = planned.exists() or seats.on(starts_on - ONE_DAY).exists()
    if seats.on(today()).exists() and not is_followed:
        return "アカウント管理者のいない日ができます。今の任期が終わる日の翌日にしてください。"
    return ""
