"""Words such as 「明日」 are noticed once they mean another day than when they were asked about."""

from dataclasses import replace
from datetime import datetime

import pytest

from posts.screening.drafts import JAPAN
from posts.screening.findings import Severity
from posts.screening.moved_days import moved
from posts.screening.rule import example


def found(text: str, asked_for: str, sent: str) -> list[str]:
    """The excerpts that are complained of; both moments in Japan's time."""
    moment = datetime.fromisoformat(sent).replace(tzinfo=JAPAN)
    asked = datetime.fromisoformat(asked_for).replace(tzinfo=JAPAN)
    draft = replace(example(text), send_at=moment, now=moment)
    findings = moved(draft, asked_for=asked)
    assert all(one.severity is Severity.BLOCKS for one in findings)
    return [text[one.start : one.end] for one in findings]


@pytest.mark.parametrize("word", ["明日", "本日", "今夜", "あさって", "昨日"])
def test_days_move_at_midnight(word: str) -> None:
    text = f"{word}は断水します。"
    assert found(text, "2026-11-24 23:55", "2026-11-25 00:01") == [word]
    assert found(text, "2026-11-24 23:00", "2026-11-24 23:59") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("来週金曜に開きます。", "来週金曜"),
        ("来週から工事をします。", "来週"),
        ("今週末に開きます。", "今週"),
        ("週末は通行止めです。", "週末"),
    ],
)
def test_weeks_move_with_the_week_alone(text: str, word: str) -> None:
    assert found(text, "2026-11-29 23:55", "2026-11-30 00:01") == [word]
    assert found(text, "2026-11-24 23:55", "2026-11-25 00:01") == []


def test_a_week_may_begin_on_sunday() -> None:
    assert found("来週から工事をします。", "2026-11-28 23:55", "2026-11-29 00:01") == ["来週"]


@pytest.mark.parametrize("word", ["今月", "来月", "月末"])
def test_months_move_with_the_month_alone(word: str) -> None:
    text = f"{word}に開きます。"
    assert found(text, "2026-11-30 23:55", "2026-12-01 00:01") == [word]
    assert found(text, "2026-11-29 23:55", "2026-11-30 00:01") == []


def test_years_move_with_the_year_and_with_that_of_the_budget() -> None:
    assert found("来年に開きます。", "2026-12-31 23:55", "2027-01-01 00:01") == ["来年"]
    assert found("来年度に開きます。", "2027-03-31 23:55", "2027-04-01 00:01") == ["来年"]
    assert found("来年に開きます。", "2026-11-30 23:55", "2026-12-01 00:01") == []


def test_days_that_are_counted_down_move_every_night() -> None:
    assert found("締切まであと３日です。", "2026-11-24 23:55", "2026-11-25 00:01") == ["あと３日"]
    assert found("あと3日間続きます。", "2026-11-24 23:55", "2026-11-25 00:01") == []


def test_another_day_that_is_mentioned_elsewhere_makes_it_no_better() -> None:
    text = "明日は断水します。給水は11月26日（木）です。"
    assert found(text, "2026-11-24 23:55", "2026-11-25 00:01") == ["明日"]


def test_what_has_its_date_beside_it_is_left_to_the_rule() -> None:
    text = "明日11月25日（水）は断水します。来週金曜（12月4日）も断水します。"
    assert found(text, "2026-11-24 23:55", "2026-11-25 00:01") == []


@pytest.mark.parametrize("text", ["毎週末に開きます。", "毎月末に閉めます。", "毎日開いています。"])
def test_what_comes_again_and_again_stays(text: str) -> None:
    assert found(text, "2026-11-29 23:55", "2026-12-01 00:01") == []
