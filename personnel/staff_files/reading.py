"""How an uploaded file becomes rows of text, whatever spreadsheet it comes from."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from personnel.staff_files.columns import COLUMNS, WHOLE_ROW, Fault, RawRow

LARGEST_FILE: Final = 2 * 1024 * 1024
# A small file may unpack to one that fills the machine: five thousand rows are three megabytes,
# and openpyxl makes a hundred bytes of each of them. Of fonts it compares every one with all.
LARGEST_UNPACKED: Final = 4 * 1024 * 1024
LARGEST_OTHER_PART: Final = 256 * 1024
PARTS_WITH_ROWS: Final = ("xl/worksheets/", "xl/sharedStrings")
MOST_ROWS: Final = 5_000
# Blank ones included: a sheet may say that its second row is the two thousand millionth.
LAST_LINE: Final = 20_000
LONGEST_CELL: Final = 300
EXCEL_START: Final = b"PK\x03\x04"
# A workbook with a password, and one of Excel 2003, are of this kind and no text either.
OLD_OR_LOCKED_START: Final = b"\xd0\xcf\x11\xe0"
ENCODINGS: Final = ("utf-8-sig", "cp932")
NOT_READABLE: Final = (
    "ファイルを読めません。このページのひな形（CSVかExcel）に入力したものを選んでください。"
)
OLD_OR_LOCKED: Final = (
    "パスワードの付いたExcelか、古い形式（.xls）のため読めません。"
    "パスワードを外し、.xlsxで保存し直してください。"
)
FORMULA: Final = "「=」「+」「-」「@」で始まる文字（数式）は使えません。値を入力してください。"
# What a damaged, encrypted or forged workbook makes of openpyxl and zipfile; ParseError, of XML,
# is a SyntaxError.
DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, EOFError, LookupError),
    *(ValueError, TypeError, AttributeError, RuntimeError, OverflowError),
)
TOO_LARGE: Final = "ファイルが大きすぎます（2MBまで）。行を分けて、数回に分けて取り込んでください。"


class Unreadable(Exception):
    """The file cannot be read at all, or not every cell of it; `faults` say where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


def read(content: bytes) -> list[RawRow]:
    """The rows of a CSV (UTF-8 or Shift_JIS) or Excel file, blank ones left out.

    Raises Unreadable: too large, no table, unknown or missing columns, formulas.
    """
    if len(content) > LARGEST_FILE:
        raise _unreadable(TOO_LARGE)
    if content.startswith(OLD_OR_LOCKED_START):
        raise _unreadable(OLD_OR_LOCKED)
    lines = _from_excel(content) if content.startswith(EXCEL_START) else _from_csv(content)
    rows: list[RawRow] = []
    faults: list[Fault] = []
    head = _head(next(lines, (0, [])))
    for line, cells in lines:
        if not any(cells):
            continue
        if len(rows) == MOST_ROWS:
            raise _unreadable(f"行が多すぎます（{MOST_ROWS:,}行まで）。", line)
        faults += _faults_of(line, head, cells)
        rows.append(RawRow(line, dict(zip(head, cells, strict=False))))
    if faults:
        raise Unreadable(faults)
    if not rows:
        raise _unreadable("見出しの下に、職員の行がありません。")
    return rows


def _from_csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise _unreadable(NOT_READABLE, reader.line_num) from None


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable("文字コードが分かりません。UTF-8かShift_JISで保存し直してください。")


def _from_excel(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _unpacks_to_too_much(archive):
                raise _unreadable(TOO_LARGE)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What the file itself says of its size is not believed.
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(max_col=len(COLUMNS) + 20), 1):
            if line > LAST_LINE:
                raise _unreadable(f"行が多すぎます（空の行を含めて{LAST_LINE:,}行まで）。", line)
            yield line, [_text_of(cell) for cell in cells]
    except DAMAGE:
        raise _unreadable(NOT_READABLE) from None


def _unpacks_to_too_much(archive: zipfile.ZipFile) -> bool:
    members = archive.infolist()
    others = [one for one in members if not one.filename.startswith(PARTS_WITH_ROWS)]
    return sum(one.file_size for one in members) > LARGEST_UNPACKED or any(
        one.file_size > LARGEST_OTHER_PART for one in others
    )


def _text_of(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        # Marked, and refused with its place once the columns are known.
        return f"={str(value).lstrip('=')}"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _head(first: tuple[int, list[str]]) -> list[str]:
    line, cells = first
    head = [cell.strip() for cell in cells]
    while head and not head[-1]:
        head.pop()
    missing = [column for column in COLUMNS if column not in head]
    unknown = [cell or "（空）" for cell in head if cell not in COLUMNS]
    doubled = sorted({cell for cell in head if head.count(cell) > 1})
    problems = [
        *(f"「{column}」の列がありません。" for column in missing),
        *(f"「{column[:20]}」という列は使えません。" for column in unknown),
        *(f"「{column}」の列が2つあります。" for column in doubled if column),
    ]
    if problems:
        raise Unreadable([Fault(line or 1, WHOLE_ROW, problem) for problem in problems])
    return head


def _faults_of(line: int, head: list[str], cells: Iterable[str]) -> Iterator[Fault]:
    for number, cell in enumerate(cells):
        column = head[number] if number < len(head) else WHOLE_ROW
        if cell and not column:
            yield Fault(line, WHOLE_ROW, "見出しのない列に文字があります。")
        elif cell.startswith(("=", "+", "@", "＝", "＋", "＠", "-", "－")):
            yield Fault(line, column, FORMULA)
        elif len(cell) > LONGEST_CELL or "\0" in cell or "\n" in cell or "\r" in cell:
            yield Fault(line, column, "長すぎるか、改行などの使えない文字があります。")


def _unreadable(message: str, line: int = 0) -> Unreadable:
    return Unreadable([Fault(line, WHOLE_ROW, message)])
