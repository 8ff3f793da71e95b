"""Which columns a file of staff has, what may stand in them, and the file to begin with."""

from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices

from accounts.models import Role
from personnel.days import end_of_fiscal_year, today
from personnel.exports import Format, as_csv, as_excel

NUMBER: Final = "職員番号"
NAME: Final = "氏名"
SECTION: Final = "課"
EMAIL: Final = "メールアドレス"
ROLES: Final = "役割"
STARTS_ON: Final = "開始日"
ENDS_ON: Final = "終了日"
KIND: Final = "異動区分"
COLUMNS: Final = (NUMBER, NAME, SECTION, EMAIL, ROLES, STARTS_ON, ENDS_ON, KIND)
WHOLE_ROW: Final = ""


class Kind(TextChoices):
    """What a row asks for."""

    NEW = "新規"
    MOVE = "異動"
    LEAVE = "退職"


@dataclass(frozen=True)
class Fault:
    """What is wrong where; `column` is empty for the whole row, `line` 0 for the whole file."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class RawRow:
    """One line of a file as it was typed; `line` is its number in the file, from 1."""

    line: int
    cells: dict[str, str]


def template(form: Format) -> bytes:
    """A file with the columns and one example of each kind, to be overwritten."""
    first = today().isoformat()
    last = end_of_fiscal_year(today()).isoformat()
    rows = [
        COLUMNS,
        ("100999", "見本 花子", "観光課", "mihon@city.example.jp", Role.DRAFTER.label, first, last,
         Kind.NEW.value),
        ("100998", "見本 太郎", "環境政策課", "", f"{Role.DRAFTER.label}、{Role.AUDITOR.label}",
         first, last, Kind.MOVE.value),
        ("100997", "見本 次郎", "", "", "", "", first, Kind.LEAVE.value),
    ]  # fmt: skip
    return as_csv(rows) if form is Format.CSV else as_excel(rows)
