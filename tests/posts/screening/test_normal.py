"""A normal text reads alike in every notation, and its offsets lead back to what was written."""

import pytest

from posts.screening.drafts import Text
from posts.screening.normal import normal_form, without_addresses


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("４／２９（木）", "4/29(木)"),
        ("㈭", "(木)"),
        ("㋿9年", "令和9年"),
        ("ﾊﾟｿｺﾝ", "パソコン"),
        ("か\u3099", "が"),
        ("10:00〜11:00", "10:00~11:00"),
        ("0178−43‐2111", "0178-43-2111"),
        ("①4月", "①4月"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_every_notation_of_a_character_is_one(written: str, normal: str) -> None:
    assert normal_form(written).text == normal


@pytest.mark.parametrize(
    ("written", "found"),
    [("日時は㈭です", "(木)"), ("ﾊﾟｿｺﾝ", "ソ"), ("４月２９日", "29"), ("plain", "ai")],
)
def test_offsets_lead_back(written: str, found: str) -> None:
    text = Text("title", written, "title")
    start = text.normal.text.index(found)
    span = text.span(start, start + len(found))
    assert span.excerpt == written[span.start : span.end]
    assert normal_form(span.excerpt).text == found


def test_addresses_are_blanked_and_nothing_moves() -> None:
    text = "見て https://a.jp/2027/4/29 と a@b.jp を"
    blanked = without_addresses(text)
    assert len(blanked) == len(text)
    assert blanked.split() == ["見て", "と", "を"]
