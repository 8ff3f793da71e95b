"""Which steps a row asks for: nothing where everything is already as the row wants it."""

from collections.abc import Collection
from datetime import date
from typing import Final

from accounts.models import Appointment, Role, Section
from accounts.models.roles import SECTION_ROLES
from personnel import movements, requests
from personnel.days import ONE_DAY, end_of_fiscal_year, in_words, term_in_words, today
from personnel.issuing import why_not_issue
from personnel.situations import Situation
from personnel.staff_files.columns import (
    EMAIL,
    ENDS_ON,
    KIND,
    NUMBER,
    ROLES,
    SECTION,
    STARTS_ON,
    WHOLE_ROW,
    Fault,
)
from personnel.staff_files.rows import Row
from personnel.staff_files.steps import Effect, Step
from personnel.terms import Term, problem_of_dates, why_not_hand_over, why_not_in

ADDRESS_BY_TWO: Final = (
    "承認や管理のできる役割がある（申請中を含む）職員のメールアドレスは、ファイルでは変えられません。"
    "空欄にして、その職員のページで申請してください。"
)


class RowFaulty(Exception):
    """The row cannot be applied; `fault` says where and why."""

    def __init__(self, row: Row, column: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(row.line, column, message)


def newcomer(row: Row, found: Situation | None, section: Section | None) -> list[Step]:
    """新規: an ID and its roles. A person who is there already must be as the row says."""
    if section is None:
        raise RowFaulty(row, SECTION, "課を入力してください。")
    if found is not None:
        return _already_there(row, found, section)
    problem = why_not_issue(row.number, section)
    if problem:
        raise RowFaulty(row, NUMBER, problem)
    words = f"{row.name}（{section.name}）{row.email}"
    steps = [Step(Effect.REGISTER, "職員ID", "なし", words, section=section)]
    for term in terms_of(row):
        # Nobody is there yet to ask about: only the days can be wrong.
        problem = problem_of_dates(term)
        if not problem and term.role == Role.ACCOUNT_MANAGER:
            problem = why_not_hand_over(term.starts_on)
        if problem:
            raise RowFaulty(row, ROLES, f"{term.role.label}：{problem}")
        steps.append(_role_step(term))
    return steps


def moving(row: Row, found: Situation, section: Section | None) -> list[Step]:
    """異動: another section from a day on, and the roles there. The same section changes roles."""
    if section is None or row.starts_on is None:
        raise RowFaulty(row, SECTION, "異動先の課と開始日を入力してください。")
    if found.is_retired:
        raise RowFaulty(row, NUMBER, "退職した職員です。")
    steps = _corrections(row, found)
    first_day = max(row.starts_on, today())
    wanted = [term for term in terms_of(row) if not _is_held(found, term)]
    kept = tuple(term.role for term in terms_of(row) if term not in wanted)
    steps += _transfer(row, found, section, first_day, kept)
    making_room = _ends(found, first_day, {term.role for term in wanted})
    steps += [_end_step(appointment, first_day) for appointment in making_room]
    ignoring = {appointment.pk for appointment in making_room}
    if any(step.effect is Effect.TRANSFER for step in steps):
        ignoring |= {held.pk for held in _ends(found, first_day, SECTION_ROLES - set(kept))}
    for term in wanted:
        problem = _problem_of(found, term, ignoring)
        if problem:
            raise RowFaulty(row, ROLES, f"{term.role.label}：{problem}")
        steps.append(_role_step(term))
    return steps


def retiring(row: Row, found: Situation) -> list[Step]:
    """退職 after the end day of the row."""
    if row.ends_on is None:
        raise RowFaulty(row, ENDS_ON, "退職する日を終了日に入力してください。")
    staff, planned = found.staff, found.retirement
    if found.is_retired or (planned is not None and planned.on == row.ends_on):
        return []
    problem = movements.why_not_retire(staff, row.ends_on)
    if problem:
        raise RowFaulty(row, WHOLE_ROW, problem)
    words = f"{in_words(row.ends_on)}に退職"
    return [Step(Effect.RETIRE, "退職", staff.section.name, words, on=row.ends_on)]


def terms_of(row: Row) -> list[Term]:
    """The terms that a row asks for: from its day, or from today when that has passed.

    Without an end day they end with the fiscal year; the account manager's has no end.
    """
    starts_on = max(row.starts_on or today(), today())
    ends_on = row.ends_on or end_of_fiscal_year(starts_on)
    return [
        Term(role, starts_on, None if role == Role.ACCOUNT_MANAGER else ends_on)
        for role in row.roles
    ]


def _already_there(row: Row, found: Situation, section: Section) -> list[Step]:
    staff = found.staff
    same = (staff.name, staff.section, staff.email) == (row.name, section, row.email)
    if not same or not all(_is_held(found, term) for term in terms_of(row)):
        raise RowFaulty(row, KIND, f"すでに登録されています（{staff}）。「異動」としてください。")
    return []


def _corrections(row: Row, found: Situation) -> list[Step]:
    staff, steps = found.staff, []
    if row.name != staff.name:
        steps.append(Step(Effect.REWRITE, "氏名", staff.name, row.name))
    if row.email and row.email != staff.email:
        if found.asked or any(held.is_sensitive for held in found.held):
            raise RowFaulty(row, EMAIL, ADDRESS_BY_TWO)
        steps.append(Step(Effect.REWRITE, "メールアドレス", staff.email or "なし", row.email))
    return steps


def _transfer(
    row: Row, found: Situation, section: Section, on: date, kept: tuple[Role, ...]
) -> list[Step]:
    staff, planned = found.staff, found.transfer
    if planned is not None and (planned.to_section, planned.on) == (section, on):
        return []
    if planned is None and section == staff.section:
        return []
    problem = movements.why_not_transfer(staff, section, on, found)
    if problem:
        raise RowFaulty(row, STARTS_ON, problem)
    words = f"{section.name}（{in_words(on)}から）"
    return [
        Step(Effect.TRANSFER, "課", staff.section.name, words, section=section, on=on, kept=kept)
    ]


def _is_held(found: Situation, term: Term) -> bool:
    """Does the person hold the role for the whole term, or is it asked for until the same day?"""
    held = any(
        (one.role, one.ends_on) == (term.role, term.ends_on) and one.starts_on <= term.starts_on
        for one in found.held
    )
    return held or any(
        (one.role, one.ends_on) == (term.role, term.ends_on) and one.is_appointment
        for one in found.asked
    )


def _ends(found: Situation, first_day: date, roles: Collection[Role]) -> list[Appointment]:
    """Ordinary roles among `roles` that would run on beyond the day before."""
    ordinary = {role.value for role in roles if not role.is_sensitive}
    return [
        held
        for held in found.held_between(first_day, None)
        if held.role in ordinary and held.starts_on < first_day
    ]


def _end_step(appointment: Appointment, first_day: date) -> Step:
    before = term_in_words(appointment.starts_on, appointment.ends_on)
    after = term_in_words(appointment.starts_on, first_day - ONE_DAY)
    label = f"役割：{appointment.get_role_display()}"
    last_day = first_day - ONE_DAY
    return Step(Effect.END_ROLE, label, before, after, appointment=appointment, on=last_day)


def _problem_of(found: Situation, term: Term, ignoring: Collection[int]) -> str:
    problem = why_not_in(found, term, ignoring=ignoring)
    if not problem and term.role.is_sensitive:
        problem = requests.why_not_ask(found.staff, term)
    return problem


def _role_step(term: Term) -> Step:
    label, words = f"役割：{term.role.label}", term_in_words(term.starts_on, term.ends_on)
    if term.role.is_sensitive:
        after = f"{words}を申請（もう1人のシステム管理者の確認が必要）"
        return Step(Effect.ASK_ROLE, label, "なし", after, term=term)
    return Step(Effect.GIVE_ROLE, label, "なし", words, term=term)
