"""The list as a file: readable by Excel, recorded, and without a cell that could be a formula."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Role, Staff
from audit.actions import Action
from audit.models import Entry
from personnel import exports
from personnel.exports import Format, defused
from personnel.staff_list import everyone
from tests.office import hire

pytestmark = pytest.mark.django_db

DANGEROUS = ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"]


def _table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_csv_opens_in_excel(drafter: Staff, administrator: Staff) -> None:
    content = exports.export(everyone(), actor=administrator, form=Format.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    head, first, _ = _table(content)
    assert head[:3] == ["職員番号", "氏名", "課"]
    assert first[:3] == [drafter.staff_number, drafter.name, drafter.section.name]
    assert "起案者（" in first[5]


@pytest.mark.parametrize("name", DANGEROUS)
def test_no_cell_is_a_formula(name: str, administrator: Staff) -> None:
    hire("6001", name, name.strip() + "課", Role.DRAFTER)
    content = exports.export(everyone(), actor=administrator, form=Format.CSV)
    cells = [cell for row in _table(content) for cell in row]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(tuple(exports.FORMULA_STARTS))]


@pytest.mark.parametrize("name", DANGEROUS[:4])
def test_the_excel_file_holds_text_only(name: str, administrator: Staff) -> None:
    hire("6001", name, "観光課", Role.DRAFTER)
    content = exports.export(everyone(), actor=administrator, form=Format.EXCEL)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert f"'{name}" in {cell.value for cell in cells}


def test_harmless_text_is_left_as_it_is() -> None:
    assert [defused(text) for text in ("工藤", "a=b", "", "1-2")] == ["工藤", "a=b", "", "1-2"]


def test_that_the_list_left_is_recorded(drafter: Staff, administrator: Staff) -> None:
    exports.export(everyone(), actor=administrator, form=Format.CSV)
    entry = Entry.objects.get(action=Action.STAFF_EXPORTED)
    assert entry.detail == {"format": "csv", "people": 2}


def test_nobody_else_takes_it_along(manager: Staff) -> None:
    with pytest.raises(PermissionDenied):
        exports.export(everyone(), actor=manager, form=Format.CSV)


def test_the_page_saves_what_it_shows(
    as_administrator: Client, drafter: Staff, outsider: Staff
) -> None:
    sent = {"q": "工藤", "format": "csv", "section": "", "role": "", "state": ""}
    response = as_administrator.post(reverse("personnel_export"), sent)
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "no-store"
    assert [row[1] for row in _table(response.content)] == ["氏名", drafter.name]
    excel = as_administrator.post(reverse("personnel_export"), {**sent, "format": "xlsx"})
    assert excel.content.startswith(b"PK")
