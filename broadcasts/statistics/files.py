"""How are the tables of 統計 taken along, for a spreadsheet?"""

from collections.abc import Iterable
from typing import Final

from broadcasts.statistics.sums import Total
from broadcasts.statistics.tables import Share, Table, Value, written
from personnel.exports import Format, as_csv, as_workbook

LEFT_OUT: Final = "（含まない件数）"
LEGEND: Final = (
    "空欄は、LINEがまだ数えていないか、人数が20人未満のため公開していない数です。"
    "合計に含まない投稿の件数は、右どなりの列にあります。"
)
WIDTHS: Final = (28, *(18,) * 8)


def file_of(tables: Iterable[Table], form: Format) -> bytes:
    """All tables: one after the other as CSV, or a sheet for each in a workbook."""
    found = [(table.title, _rows(table)) for table in tables]
    if form is Format.EXCEL:
        return as_workbook({**dict(found), "凡例": [[LEGEND]]}, widths=WIDTHS)
    lines: list[list[str | int]] = []
    for title, rows in found:
        lines += [[title], *rows, []]
    return as_csv([*lines, [LEGEND]])


def _rows(table: Table) -> list[list[str | int]]:
    has_totals = [any(isinstance(row[at], Total) for row in table.rows) for at in _columns(table)]
    head: list[str | int] = []
    for name, is_total in zip(table.head, has_totals, strict=True):
        head += [name, f"{name}{LEFT_OUT}"] if is_total else [name]
    return [head, *([one for value in row for one in _cells(value)] for row in table.rows)]


def _columns(table: Table) -> range:
    return range(len(table.head))


def _cells(value: Value) -> list[str | int]:
    """Unknown is empty: a dash would keep a spreadsheet from adding up the others."""
    if isinstance(value, Total):
        return [*_cells(value.number), value.left_out]
    if isinstance(value, Share):
        return ["" if value.of_1000 is None else written(value)]
    return ["" if value is None else value]
