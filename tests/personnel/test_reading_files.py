"""Which files can be read, and what is said, by row and column, about those that cannot."""

import io
import zipfile
from datetime import date, datetime

import pytest

from personnel.exports import Format
from personnel.staff_files import reading
from personnel.staff_files.columns import COLUMNS, template
from personnel.staff_files.reading import Unreadable, read
from personnel.staff_files.rows import clean
from tests.personnel.files import as_csv, as_excel, row

KUDO = row("1001", "工藤 美咲", "異動", 課="観光課", 開始日="2027-04-01")


def faults(content: bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(Unreadable) as caught:
        read(content)
    return [(fault.line, fault.column, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_in_the_encodings_of_a_city_hall(encoding: str) -> None:
    (found,) = read(as_csv(KUDO, encoding=encoding))
    assert found.line == 2
    assert found.cells["氏名"] == "工藤 美咲"


def test_excel_is_read_with_its_dates_and_numbers() -> None:
    day = datetime(2027, 4, 1)  # noqa: DTZ001 - Excel knows no time zones
    (found,) = read(as_excel([1001, "工藤", "観光課", None, None, day, None, "異動"]))
    assert found.cells["職員番号"] == "1001"
    assert found.cells["開始日"] == "2027-04-01"
    assert clean([found])[0][0].starts_on == date(2027, 4, 1)


@pytest.mark.parametrize("form", list(Format))
def test_the_template_is_a_file_that_can_be_read(form: Format) -> None:
    rows, found = clean(read(template(form)))
    assert found == []
    assert [one.kind.value for one in rows] == ["新規", "異動", "退職"]


def test_columns_may_stand_in_any_order_and_blank_rows_count_for_nothing() -> None:
    head = list(reversed(COLUMNS))
    rows = read(as_csv(list(reversed(KUDO)), [], [""] * 8, list(reversed(KUDO)), head=head))
    assert [found.line for found in rows] == [2, 5]
    assert rows[0].cells["課"] == "観光課"


def test_a_missing_a_strange_and_a_double_column_are_named() -> None:
    head = [*COLUMNS[:-1], "備考", "氏名"]
    messages = [message for _, _, message in faults(as_csv(KUDO, head=head))]
    assert "「異動区分」の列がありません。" in messages
    assert "「備考」という列は使えません。" in messages
    assert "「氏名」の列が2つあります。" in messages


@pytest.mark.parametrize("cell", ["=1+1", "+1", "@A1", "-1", "＝1"])
def test_a_formula_is_refused_with_its_place(cell: str) -> None:
    line = row("1001", cell, "異動")
    assert faults(as_csv(KUDO, line)) == [(3, "氏名", reading.FORMULA)]


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "=1+1"])
def test_a_formula_of_excel_is_refused_whatever_it_gives(cell: str) -> None:
    assert faults(as_excel(KUDO, row("1002", cell, "異動"))) == [(3, "氏名", reading.FORMULA)]


def test_more_cells_than_columns() -> None:
    (fault,) = faults(as_csv([*KUDO, "はみ出し"]))
    assert fault[:2] == (2, "")
    assert "見出しのない列" in fault[2]


def test_a_cell_that_is_too_long() -> None:
    assert faults(as_csv(row("1001", "あ" * 301, "異動")))[0][:2] == (2, "氏名")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00\x01\x02",
        b"PK\x03\x04" + b"\0" * 200,
        '職員番号,"氏名'.encode(),
        b"%PDF-1.7",
        as_csv(),
        b"\0" * 100,
    ],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    assert faults(content)


def test_a_workbook_that_is_damaged_is_refused() -> None:
    whole = as_excel(KUDO)
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    assert faults(broken.getvalue()) == [(0, "", reading.NOT_READABLE)]


def test_a_workbook_whose_parts_are_encrypted_is_refused() -> None:
    # The flag of encryption stands 8 bytes into each entry of the directory of the archive.
    parts = as_excel(KUDO).split(b"PK\x01\x02")
    locked = [part[:4] + b"\x01" + part[5:] for part in parts[1:]]
    assert faults(b"PK\x01\x02".join([parts[0], *locked])) == [(0, "", reading.NOT_READABLE)]


def test_a_workbook_with_a_garbled_part_is_refused() -> None:
    whole = bytearray(as_excel(KUDO))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename)
    for place in range(start + 2, start + 20):
        whole[place] ^= 0xFF
    assert faults(bytes(whole)) == [(0, "", reading.NOT_READABLE)]


def test_a_workbook_with_a_password_or_of_an_old_excel_is_called_so() -> None:
    content = reading.OLD_OR_LOCKED_START + b"\0" * 200
    assert faults(content) == [(0, "", reading.OLD_OR_LOCKED)]


def _rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook whose first sheet says something else."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old, new) if name.endswith("sheet1.xml") else part)
    return changed.getvalue()


def test_a_row_that_says_it_is_the_two_thousand_millionth() -> None:
    far = _rewritten(as_excel(KUDO), b'<row r="2"', b'<row r="2000000000"')
    (fault,) = faults(far)
    assert fault[0] == reading.LAST_LINE + 1
    assert "空の行を含めて" in fault[2]


@pytest.mark.parametrize("place", [6, 8, 300])
def test_a_workbook_with_any_byte_wrong_is_refused_and_no_fault_of_ours(place: int) -> None:
    # The mark of encryption, the method of compression, and the compressed bytes themselves.
    broken = bytearray(as_excel(KUDO))
    at = 0
    while (at := broken.find(reading.EXCEL_START, at)) >= 0:
        broken[at + place] ^= 0x61
        at += len(reading.EXCEL_START)
    at = 0
    while place < 10 and (at := broken.find(b"PK\x01\x02", at)) >= 0:
        broken[at + place + 2] ^= 0x61
        at += len(reading.EXCEL_START)
    assert faults(bytes(broken)) == [(0, "", reading.NOT_READABLE)]


def test_a_file_that_is_too_large() -> None:
    assert faults(b"a" * (reading.LARGEST_FILE + 1)) == [(0, "", reading.TOO_LARGE)]


@pytest.mark.parametrize(
    ("part", "largest"),
    [
        ("xl/worksheets/sheet1.xml", reading.LARGEST_UNPACKED),
        ("xl/styles.xml", reading.LARGEST_OTHER_PART),
    ],
)
def test_a_small_file_that_unpacks_to_a_large_one(part: str, largest: int) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, b"0" * (largest + 1))
    assert len(bomb.getvalue()) < reading.LARGEST_FILE
    assert faults(bomb.getvalue()) == [(0, "", reading.TOO_LARGE)]


def test_a_file_with_too_many_rows() -> None:
    lines = [row(str(number), "名前", "異動") for number in range(reading.MOST_ROWS + 1)]
    (fault,) = faults(as_csv(*lines))
    assert "5,000行まで" in fault[2]
    assert len(read(as_csv(*lines[:-1]))) == reading.MOST_ROWS
