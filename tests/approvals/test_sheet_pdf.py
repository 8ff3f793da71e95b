"""The PDF of a 決裁票: A4, Japanese, every word in it, whatever its length and its characters."""

import io
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument
from pytest_django import Settings

from accounts.models import Staff
from approvals.sheets.glyphs import printable
from approvals.sheets.pdf import pdf_of
from approvals.sheets.sheet import BubbleWords
from tests.approvals.sheets import said, sheet_of
from tests.office import ask_approval, bubble
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

AT = datetime(2027, 4, 29, 1, 0, tzinfo=UTC)
A4 = (595, 842)
MARGIN = 18 / 25.4 * 72 - 1
# Letters that stand on their own, in an order that a missing one disturbs.
LONG = "".join(f"{number:04}・八戸市からのお知らせです。" for number in range(250))
ADDRESS = f"https://www.city.hachinohe.aomori.jp/{'0123456789' * 40}"


def pdf(drafter: Staff, **changes: object) -> PdfReader:
    """The PDF of a post, as the drafter takes it along."""
    revision = ask_approval(drafter, **changes)
    return PdfReader(io.BytesIO(pdf_of(sheet_of(revision.post, drafter), reader="工藤", at=AT)))


def text_of(document: PdfReader) -> str:
    """All of its words without the breaks of lines."""
    return "".join("".join(page.extract_text().split()) for page in document.pages)


def test_every_word_of_the_sheet_is_in_it(drafter: Staff) -> None:
    document = pdf(drafter)
    text = text_of(document)
    sheet = sheet_of(ask_approval(drafter).post, drafter)
    assert "開庁時間のお知らせ" in text
    for heading, words in said(sheet).items():
        if heading not in ("投稿", "起案と作成に関わった職員", "決裁の経過"):
            assert heading in text
            assert [line for line in _lines(words) if line not in text] == []


def test_one_for_practice_cannot_be_taken_for_a_real_one(
    drafter: Staff, settings: Settings
) -> None:
    assert "決裁票（練習用）開庁時間のお知らせ" in text_of(pdf(drafter))
    settings.IS_PRODUCTION = True
    assert "決裁票開庁時間のお知らせ" in text_of(pdf(drafter))


def test_it_is_a4_with_the_number_of_each_page_and_who_took_it_along(drafter: Staff) -> None:
    document = pdf(drafter, bubbles=[bubble(LONG)])
    assert len(document.pages) > 2
    for number, page in enumerate(document.pages, 1):
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4
        foot = "".join(page.extract_text().split())
        assert f"{number}/{len(document.pages)}" in foot
        assert "2027年4月29日（木・祝）10:00工藤が出力" in foot


def test_a_long_text_goes_on_over_the_pages_and_loses_no_word(drafter: Staff) -> None:
    document = pdf(drafter, bubbles=[bubble(LONG)])
    text = "".join("".join(page.extract_text().split()) for page in document.pages)
    numbers = [f"{number:04}・八戸市" for number in range(250)]
    places = [text.find(number) for number in numbers]
    assert [number for number, place in zip(numbers, places, strict=True) if place < 0] == []
    assert places == sorted(places)


@pytest.mark.parametrize("long", [ADDRESS, "W" * 50, "…" * 120, "Ё" * 60])
def test_what_is_longer_than_a_line_is_broken_and_stays_what_it_is(
    long: str, drafter: Staff
) -> None:
    sheet = sheet_of(ask_approval(drafter).post, drafter)
    words = replace(sheet.wording, bubbles=(BubbleWords("テキスト", long, ()),))
    content = pdf_of(replace(sheet, wording=words), reader="工藤", at=AT)
    document = PdfReader(io.BytesIO(content))
    assert long in text_of(document)
    assert _right_edge(content) <= A4[0] - MARGIN


def test_what_looks_like_markup_is_only_words(drafter: Staff) -> None:
    words = '#import "/etc/passwd" *太字* $x$ @a <= `c` \\ #sys.inputs'
    assert "".join(words.split()) in text_of(pdf(drafter, text=words))


def test_the_font_is_inside_and_is_the_same_everywhere(drafter: Staff) -> None:
    fonts = [
        font
        for page in pdf(drafter).pages
        for font in page["/Resources"]["/Font"].get_object().values()  # type: ignore[index]
    ]
    assert fonts != []
    for font in fonts:
        (inner,) = font.get_object()["/DescendantFonts"]
        described: DictionaryObject = inner.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & described.keys()
        assert "NotoSansJP" in str(described["/FontName"])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("髙橋・﨑・吉𠮷・①㈱", "髙橋・﨑・吉𠮷・①㈱"),
        ("お祭り🎉です", "お祭り〔U+1F389〕です"),
        ("一\u202e二", "一〔U+202E〕二"),
        ("一\x07二", "一〔U+0007〕二"),
        ("一\ue000二", "一〔U+E000〕二"),
        ("葛\U000e0100飾", "葛\U000e0100飾"),
    ],
)
def test_a_character_without_a_form_is_named_by_its_number(words: str, shown: str) -> None:
    assert printable(words) == shown


def test_no_character_of_unicode_keeps_the_pdf_from_being_made(drafter: Staff) -> None:
    sheet = sheet_of(ask_approval(drafter).post, drafter)
    chance = random.Random(8)  # noqa: S311 - any characters do, and the same ones each time
    for _ in range(20):
        points = (chance.choice([0xFFFF, 0x10FFFF]) for _ in range(400))
        odd = "".join(chr(chance.randrange(1, top)) for top in points)
        odd = "".join(one for one in odd if not "\ud800" <= one <= "\udfff")
        assert pdf_of(sheet, reader=odd, at=AT).startswith(b"%PDF-")


def test_it_can_be_kept_for_decades(drafter: Staff) -> None:
    document = pdf(drafter)
    about = document.xmp_metadata
    assert about is not None
    words = about.rdf_root.toxml()
    assert "pdfaid:part" in words
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_it_is_taken_along_from_the_page_of_the_sheet(drafter: Staff, as_drafter: Client) -> None:
    revision = ask_approval(drafter)
    page = Page.of(as_drafter.get(reverse("post_sheet", args=[revision.post_id])))
    assert "PDFで保存する" in page.buttons
    response = as_drafter.get(reverse("post_sheet_pdf", args=[revision.post_id]))
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"] == f'attachment; filename="kessai-{revision.post_id}.pdf"'
    )
    assert "工藤美咲が出力" in text_of(PdfReader(io.BytesIO(response.content)))


def _lines(words: str) -> list[str]:
    """Each line of a part without its label and white space."""
    found = ["".join(line.partition("：")[2].split()) for line in words.splitlines()]
    return [line for line in found if line]


def _right_edge(content: bytes) -> float:
    """Where the rightmost character of all pages ends, in points from the left edge."""
    document = PdfDocument(content)
    pages = [document[number].get_textpage() for number in range(len(document))]
    edges = [page.get_charbox(one)[2] for page in pages for one in range(page.count_chars())]
    for page in pages:
        page.close()
    document.close()
    return float(max(edges))
