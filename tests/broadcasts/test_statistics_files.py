"""統計 as a file: the tables of the page, unknown left empty, and no cell that is a formula."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Role, Staff
from tests.broadcasts.insights import counted_post
from tests.office import hire

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/file/"


def as_csv(browser: Client, **query: str) -> list[list[str]]:
    """The lines of the CSV file."""
    response = browser.get(ADDRESS, {"format": "csv", **query})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert ".csv" in response["Content-Disposition"]
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_the_csv_has_the_numbers_and_how_many_posts_they_leave_out(
    drafter: Staff, as_auditor: Client
) -> None:
    counted_post(drafter, numbers=(12_000, 5_000, None))
    counted_post(drafter, numbers=None)
    lines = as_csv(as_auditor)
    assert lines[0] == ["月ごと"]
    assert lines[1][:4] == [
        "月",
        "配信した件数",
        "届いた人数（のべ）",
        "届いた人数（のべ）（含まない件数）",
    ]
    whole = next(line for line in lines if line[:1] == ["合計"])
    assert whole == ["合計", "2", "12000", "1", "5000", "1", "", "2", "41.7％"]
    assert "空欄は、LINEがまだ数えていないか" in lines[-1][0]


def test_every_table_of_the_page_is_in_the_file(drafter: Staff, as_auditor: Client) -> None:
    counted_post(drafter)
    titles = [line[0] for line in as_csv(as_auditor) if len(line) == 1]
    assert titles[:-1] == ["月ごと", "課ごと", "分類ごと", "友だちの数", "週ごとの配信とブロック"]


def test_in_excel_numbers_are_numbers_and_what_is_unknown_is_empty(
    drafter: Staff, as_auditor: Client
) -> None:
    counted_post(drafter, numbers=(12_000, None, None))
    response = as_auditor.get(ADDRESS, {"format": "xlsx"})
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames[:3] == ["月ごと", "課ごと", "分類ごと"]
    whole = [cell.value for cell in list(book["課ごと"].iter_rows())[-1]]
    assert whole == ["合計", 1, 12_000, 0, None, 1, None, 1, None]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+81", "-1"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_name_of_a_section_is_no_formula(
    as_auditor: Client, name: str, file_format: str
) -> None:
    counted_post(hire("6001", "工藤", name, Role.DRAFTER))
    response = as_auditor.get(ADDRESS, {"format": file_format})
    if file_format == "csv":
        cells = response.content.decode("utf-8-sig").replace("\r\n", ",").split(",")
    else:
        sheet = load_workbook(io.BytesIO(response.content))["課ごと"]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert f"'{name}" in cells
    assert name not in cells


def test_the_file_is_of_the_section_that_was_asked_for(
    drafter: Staff, outsider: Staff, as_auditor: Client
) -> None:
    counted_post(drafter)
    counted_post(outsider)
    today = str(timezone.localdate())
    asked = {"since": "2020-01-01", "until": today, "section": str(outsider.section_id)}
    lines = as_csv(as_auditor, **asked)
    assert next(line for line in lines if line[:1] == ["合計"])[1] == "1"


@pytest.mark.parametrize("query", [{"format": "pdf"}, {}, {"format": "csv", "since": "x"}])
def test_what_is_asked_wrongly_leads_back(as_auditor: Client, query: dict[str, str]) -> None:
    response = as_auditor.get(ADDRESS, query, follow=True)
    assert response.redirect_chain == [("/statistics/", 302)]
    assert "期間を確かめて、もう一度書き出してください。" in response.content.decode()
