"""How do many sheets become one file, without ever being whole in memory?"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.db.models import TextChoices
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from approvals.records.rows import HEAD, row_of
from approvals.sheets.sheet import Sheet
from personnel.exports import BOM, defused

FORM: Final = "hachinohe-line/records/1"
# A cell of Excel holds 32,767 units of UTF-16, and a character may take two.
LONGEST_CELL: Final = 16_000
# What openpyxl knows of, and two more that no XML may hold.
UNFIT: Final = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff]")
BLOCK: Final = 64 * 1024
CONTINUED: Final = "（長いため、シート「続き」にあります）"


class Format(TextChoices):
    """What the records can be saved as; the value is the ending of the file's name."""

    CSV = "csv", "CSV"
    EXCEL = "xlsx", "Excel"
    JSON = "json", "JSON"


CONTENT_TYPES: Final = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


class _Line:
    """Hands back what the csv module writes."""

    def write(self, line: str) -> str:
        return line


def as_csv(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """A line for each sheet behind the heading; no cell is taken for a formula."""
    writer = csv.writer(_Line())
    yield (BOM + str(writer.writerow(HEAD))).encode()
    for sheet in sheets:
        yield str(writer.writerow([defused(cell) for cell in row_of(sheet)])).encode()


def as_json(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """{"form": …, "posts": [everything that a sheet holds]}; moments in ISO form."""
    yield f'{{"form": {json.dumps(FORM)}, "posts": ['.encode()
    before = ""
    for sheet in sheets:
        yield (before + json.dumps(asdict(sheet), ensure_ascii=False, default=_iso)).encode()
        before = ",\n"
    yield b"]}\n"


def as_excel(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """One row for each sheet, all cells text; what no cell can hold goes on in a second table."""
    book = Workbook(write_only=True)
    table, more = book.create_sheet("決裁の記録"), book.create_sheet("続き")
    table.freeze_panes = "A2"
    table.append(HEAD)
    more.append(("番号", "項目", "順", "内容"))
    for sheet in sheets:
        cells = [_legal(cell) for cell in row_of(sheet)]
        table.append([_cell(table, _fitting(cell)) for cell in cells])
        for name, cell in zip(HEAD, cells, strict=True):
            for number, piece in enumerate(_pieces(cell), 1):
                more.append([_cell(more, text) for text in (cells[0], name, str(number), piece)])
    with TemporaryFile() as file:
        book.save(file)
        yield from _blocks(file)


def _fitting(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else CONTINUED


def _pieces(cell: str) -> list[str]:
    if len(cell) <= LONGEST_CELL:
        return []
    return [cell[start : start + LONGEST_CELL] for start in range(0, len(cell), LONGEST_CELL)]


def _cell(table: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(table, defused(text))
    cell.data_type = "s"
    return cell


def _legal(text: str) -> str:
    """Control characters, which no workbook can hold, by their number in Unicode."""
    return UNFIT.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block


def _iso(value: Any) -> str:
    if isinstance(value, date):  # moments are dates too
        return value.isoformat()
    raise TypeError(f"no form for {type(value)}")
