"""Dates are read in every notation of a city office, and the year left out is the one meant."""

from datetime import date

import pytest

from posts.screening.dates import mentions_in
from posts.screening.normal import normal_form

SENT = date(2027, 4, 2)
THURSDAY = 3


def days(text: str, sent: date = SENT) -> list[date | None]:
    return [mention.day for mention in mentions_in(normal_form(text).text, sent)]


@pytest.mark.parametrize(
    "written",
    [
        "4月29日（木）",
        "４月２９日（木）",
        "4月29日(木・祝)",
        "4月29日（祝・木）",
        "4月29日木曜日",
        "4月29日 木曜日",
        "4月29日の木曜日",
        "4月29日㈭",
        "4/29(木)",
        "４／２９（木）",
        "令和9年4月29日（木曜日）",
        "令和９年４月２９日 木曜日",
        "令和9年（2027年）4月29日（木）",
        "2027年（令和9年）4月29日（木）",
        "2027年4月29日［木］",
        "2027/4/29(木)",
        "2027.4.29（木）",
        "R9.4.29(木)",
        "今年4月29日（木）",
        "今月29日（木）",
        "日時：4/29(木)",
        "TEL4月29日（木曜）",
    ],
)
def test_one_day_in_many_notations(written: str) -> None:
    (mention,) = mentions_in(normal_form(f"次は{written}です。").text, SENT)
    assert mention.day == date(2027, 4, 29)
    assert mention.weekday == THURSDAY


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("4月29日（木）～30日（金）", [date(2027, 4, 29), date(2027, 4, 30)]),
        ("12月29日から1月3日まで", [date(2027, 12, 29), date(2028, 1, 3)]),
        ("令和10年3月30日～4月2日", [date(2028, 3, 30), date(2028, 4, 2)]),
        ("4/29(木)・30(金)", [date(2027, 4, 29), date(2027, 4, 30)]),
        ("4月29日 10:00～5月2日 9:00", [date(2027, 4, 29), date(2027, 5, 2)]),
        ("来年1月10日", [date(2028, 1, 10)]),
        ("3月20日（土）に開きました", [date(2027, 3, 20)]),
        ("令和8年度2月15日", [date(2027, 2, 15)]),
        ("令和元年5月1日", [date(2019, 5, 1)]),
        ("2月29日", [date(2028, 2, 29)]),
    ],
)
def test_the_year_that_is_meant(written: str, expected: list[date]) -> None:
    assert days(written) == expected


@pytest.mark.parametrize("written", ["2月30日", "令和9年2月29日", "13月1日", "4/31(金)", "5月0日"])
def test_a_day_that_does_not_exist_is_none(written: str) -> None:
    assert days(written) == [None]


@pytest.mark.parametrize(
    "written",
    [
        "第2・4月曜日",
        "毎月1日・15日",
        "1/2カップ",
        "30日間",
        "2日目",
        "https://example.jp/2027/4/29/",
        "電話 0178-43-2111",
        "24/7体制",
        "3月末",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert days(written) == []


def test_at_new_year_the_next_year_is_meant() -> None:
    assert days("1月10日（日）に開きます", date(2026, 12, 20)) == [date(2027, 1, 10)]
    assert days("12月30日（水）で終わりました", date(2027, 1, 4)) == [date(2026, 12, 30)]
