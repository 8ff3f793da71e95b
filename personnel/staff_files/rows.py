"""What a row of a file means: its text turned into dates, roles and a kind, or into faults."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import Role
from accounts.models.roles import DECIDING_ROLES
from personnel.issuing import NUMBER as NUMBER_SHAPE
from personnel.issuing import normalised_number
from personnel.staff_files.columns import (
    EMAIL,
    ENDS_ON,
    KIND,
    NAME,
    NUMBER,
    ROLES,
    SECTION,
    STARTS_ON,
    Fault,
    Kind,
    RawRow,
)
from personnel.terms import LAST_YEAR

LABELS: Final = {role.label: role for role in Role}
SEPARATORS: Final = re.compile(r"[、，,;；/／・\s]+")
COMMON_DATE: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?"
)
REIWA_DATE: Final = re.compile(r"(?:令和|R|r)(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
YEAR_BEFORE_REIWA_1: Final = 2018
LONGEST_NAME: Final = 60

Wrong = Callable[[str, str], None]


@dataclass(frozen=True)
class Row:
    """One person's line. Empty text where a cell was left empty."""

    line: int
    kind: Kind
    number: str
    name: str
    section: str
    email: str
    roles: tuple[Role, ...]
    starts_on: date | None
    ends_on: date | None


def clean(raws: Iterable[RawRow]) -> tuple[list[Row], list[Fault]]:
    """Every row that can be understood, and what is wrong with the others."""
    rows: list[Row] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for raw in raws:
        row, found = _clean(raw)
        first = seen.setdefault(row.number.lower(), row.line) if row.number else row.line
        if first != row.line:
            found.append(Fault(row.line, NUMBER, f"{first}行目と同じ職員番号です。"))
        faults += found
        if not found:
            rows.append(row)
    return rows, faults


def _clean(raw: RawRow) -> tuple[Row, list[Fault]]:
    faults: list[Fault] = []

    def wrong(column: str, message: str) -> None:
        # One thing at a time for a cell: what is no date is not missing besides.
        if column not in {fault.column for fault in faults}:
            faults.append(Fault(raw.line, column, message))

    def text(column: str) -> str:
        return " ".join(raw.cells.get(column, "").split())

    row = Row(
        line=raw.line,
        kind=_kind(text(KIND), wrong),
        number=normalised_number(text(NUMBER)),
        name=text(NAME),
        section=text(SECTION),
        email=text(EMAIL),
        roles=_roles(text(ROLES), wrong),
        starts_on=_day(text(STARTS_ON), STARTS_ON, wrong),
        ends_on=_day(text(ENDS_ON), ENDS_ON, wrong),
    )
    _check(row, wrong)
    if raw.cells.get(KIND, "").strip() in Kind.values:
        _demand(row, wrong)
    return row, faults


def _check(row: Row, wrong: Wrong) -> None:
    if not NUMBER_SHAPE.fullmatch(row.number):
        wrong(NUMBER, "職員番号を、英数字とハイフンで入力してください。")
    if not row.name or len(row.name) > LONGEST_NAME:
        wrong(NAME, f"氏名を入力してください（{LONGEST_NAME}文字まで）。")
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            wrong(EMAIL, "メールアドレスの形になっていません。")
    deciding = sorted(DECIDING_ROLES.intersection(row.roles))
    if deciding and Role.ADMINISTRATOR in row.roles:
        # Both would be asked for, and whichever is confirmed second refused.
        label = Role(deciding[0]).label
        wrong(ROLES, f"{label}とシステム管理者は兼ねられません。管理と決裁は別の人が行います。")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        wrong(ENDS_ON, "終了日が開始日より前です。")


def _demand(row: Row, wrong: Wrong) -> None:
    for column, problem in _MISSING[row.kind]:
        if not _has(row, column):
            wrong(column, problem)


def _has(row: Row, column: str) -> bool:
    return bool({SECTION: row.section, EMAIL: row.email, STARTS_ON: row.starts_on,
                 ENDS_ON: row.ends_on}[column])  # fmt: skip


_MISSING: Final = {
    Kind.NEW: (
        (SECTION, "課を入力してください。"),
        (EMAIL, "メールアドレスを入力してください。"),
        (STARTS_ON, "開始日を入力してください。"),
    ),
    Kind.MOVE: (
        (SECTION, "異動先の課を入力してください。"),
        (STARTS_ON, "異動する日を開始日に入力してください。"),
    ),
    Kind.LEAVE: ((ENDS_ON, "退職する日を終了日に入力してください。"),),
}


def _kind(typed: str, wrong: Wrong) -> Kind:
    if typed in Kind.values:
        return Kind(typed)
    wrong(KIND, "異動区分は「新規」「異動」「退職」のどれかにしてください。")
    return Kind.MOVE


def _roles(typed: str, wrong: Wrong) -> tuple[Role, ...]:
    names = [name for name in SEPARATORS.split(typed) if name]
    unknown = [name for name in names if name not in LABELS]
    if unknown:
        wrong(
            ROLES,
            f"「{unknown[0][:20]}」という役割はありません。"
            f"使えるのは「{'」「'.join(LABELS)}」です。",
        )
    return tuple(dict.fromkeys(LABELS[name] for name in names if name in LABELS))


def _day(typed: str, column: str, wrong: Wrong) -> date | None:
    text = unicodedata.normalize("NFKC", typed)
    if not text:
        return None
    try:
        found = _read_day(text)
    except ValueError:
        found = None  # 31 April: the same words as for what is no date at all
    if found is not None and found.year <= LAST_YEAR:
        return found
    wrong(column, "日付を、例のように入力してください（例：2027-04-01）。")
    return None


def _read_day(text: str) -> date | None:
    if found := COMMON_DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := REIWA_DATE.fullmatch(text):
        era, month_text, day_text = found.groups()
        year = YEAR_BEFORE_REIWA_1 + (1 if era == "元" else int(era))
        return date(year, int(month_text), int(day_text))
    return None
