"""Files of staff as people make them: CSV in two encodings, and Excel."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from personnel.staff_files.columns import COLUMNS


def row(number: str, name: str, kind: str, **cells: str) -> list[str]:
    """One line; the other columns by their Japanese names, or empty."""
    known = {"職員番号": number, "氏名": name, "異動区分": kind, **cells}
    return [known.get(column, "") for column in COLUMNS]


def as_csv(
    *rows: Sequence[str], encoding: str = "utf-8-sig", head: Sequence[str] = COLUMNS
) -> bytes:
    """A CSV file with these rows under the head."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([head, *rows])
    return text.getvalue().encode(encoding)


def as_excel(*rows: Sequence[object], head: Sequence[str] = COLUMNS) -> bytes:
    """The same as an Excel file; a value that begins with = becomes a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (head, *rows):
        sheet.append(list(line))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
