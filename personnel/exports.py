"""The list of staff as a file: CSV for Excel, or Excel, in which no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from accounts.models import Role, Staff
from audit import trail
from audit.actions import Action
from personnel import permissions
from personnel.days import term_in_words
from personnel.permissions import why_not_administer
from personnel.staff_list import state_of

HEAD: Final = (
    *("職員番号", "氏名", "課", "メールアドレス", "状態", "役割と期間", "最後のログイン"),
)
# A program that opens the file takes a cell that begins so for a formula; tab and return count.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM: Final = "\ufeff"


class Format(TextChoices):
    """What a list can be saved as; the value is the ending of the file's name."""

    CSV = "csv", "CSV"
    EXCEL = "xlsx", "Excel"


CONTENT_TYPES: Final = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def defused(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula: an apostrophe goes in front."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def export(found: QuerySet[Staff], *, actor: Staff, form: Format) -> bytes:
    """The list as a file; that it left the system is recorded. Raises PermissionDenied."""
    permissions.demand(why_not_administer(actor), actor=actor)
    rows = [HEAD, *map(_row, found)]
    content = as_csv(rows) if form is Format.CSV else as_excel(rows)
    trail.record_alone(
        Action.STAFF_EXPORTED,
        target=f"{Staff._meta.label_lower}:{actor.pk}",
        actor=actor.as_actor(),
        detail={"format": form.value, "people": len(rows) - 1},
    )
    return content


def as_csv(rows: Iterable[Iterable[str | int]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it, lines ending as RFC 4180 says."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def as_excel(rows: Iterable[Iterable[str]]) -> bytes:
    """One sheet whose cells are all text; the first row stays in sight."""
    return as_workbook({"職員一覧": rows}, widths=(12, 18, 20, 30, 10, 60, 20))


def as_workbook(
    sheets: Mapping[str, Iterable[Iterable[str | int]]], *, widths: Sequence[int]
) -> bytes:
    """A sheet for each title: whole numbers stay numbers, all else is text and never a formula."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows, 1):
            for column, content in enumerate(row, 1):
                cell = sheet.cell(number, column, _safe(content))
                cell.data_type = "s" if isinstance(content, str) else "n"
                if number == 1:
                    cell.font = Font(bold=True)
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _safe(cell: str | int) -> str | int:
    return defused(cell) if isinstance(cell, str) else cell


def _row(staff: Staff) -> tuple[str, ...]:
    last = f"{timezone.localtime(staff.last_login):%Y-%m-%d %H:%M}" if staff.last_login else ""
    return (
        staff.staff_number,
        staff.name,
        staff.section.name,
        staff.email,
        state_of(staff).label,
        "／".join(_terms(staff)),
        last,
    )


def _terms(staff: Staff) -> Iterator[str]:
    for held in getattr(staff, "held", ()):
        yield f"{Role(held.role).label}（{term_in_words(held.starts_on, held.ends_on)}）"
