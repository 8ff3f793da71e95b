"""A 決裁票 says which text an emergency was begun with, who approved it, and until when it held."""

import io
from datetime import UTC, datetime

import pytest
from pypdfium2 import PdfDocument

from accounts.models import Staff
from approvals.records.rows import HEAD, row_of
from approvals.sheets.pdf import pdf_of
from tests.approvals.sheets import said, sheet_of
from tests.office import approve, ask_approval
from tests.posts.emergencies.writing import ask_emergency

pytestmark = pytest.mark.django_db
SIZE = 9.5  # points, of the words in sheet.typ


def test_it_names_level_text_approver_and_the_two_ends(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    approve(revision, manager)
    sheet = sheet_of(revision.post, drafter)
    words = said(sheet)["投稿"]
    for part in (
        "警戒レベル4　避難指示",
        "文例：",
        "第1版",
        manager.name,
        "決裁の期限",
        "配信の期限",
    ):
        assert part in words
    row = dict(zip(HEAD, row_of(sheet), strict=True))
    assert row["警戒レベル"] == "警戒レベル4　避難指示"
    assert manager.name in row["文例の承認"]
    assert row["決裁の期限"] < row["配信の期限"]


def test_without_findings_it_says_so(drafter: Staff) -> None:
    sheet = sheet_of(ask_approval(drafter).post, drafter)
    assert "指摘はありませんでした" in said(sheet)["点検の指摘と回答"]
    assert sheet.wording.found_nothing == "指摘はありませんでした。"


def test_a_wide_colon_before_an_address_keeps_its_width(drafter: Staff) -> None:
    address = "https://www.city.hachinohe.aomori.jp/kanko/"
    post = ask_approval(drafter, text=f"くわしくは：{address}").post
    taken = datetime(2027, 4, 29, 1, 0, tzinfo=UTC)
    document = PdfDocument(io.BytesIO(pdf_of(sheet_of(post, drafter), reader="工藤", at=taken)))
    widths = []
    for page in document:
        text = page.get_textpage()
        words = text.get_text_range()
        at = words.find("：https")
        if at >= 0:
            left = [text.get_charbox(at + one, loose=True)[0] for one in (0, 1)]
            widths.append(left[1] - left[0])
    assert widths
    assert all(width > 0.9 * SIZE for width in widths)
