"""Which passwords are good enough, rule by rule, and what is said about one that is not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import Staff
from tests.accounts.people import tanaka

pytestmark = pytest.mark.django_db

GOOD = "Yunomi-Kawara-27-tsukue"


def complaints(password: str, staff: Staff | None = None) -> str:
    """All that the rules say about a password; empty for a good one."""
    try:
        validate_password(password, staff)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "tsukue-kawara-9-yunomi",
        "correct Horse battery 9",
        "x7#Kq9!mZ2pL",
        "Michinoku-zutsumi-88-hasami",
        "Yunomi-Kawara-27-tsukue" * 8,
    ],
)
def test_what_is_long_mixed_and_unrelated_is_accepted(password: str) -> None:
    assert complaints(password, tanaka(email="tanaka.ichiro@city.example.jp")) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Yunomi-27-k", "12文字以上にしてください。"),
        ("yunomikawaratsukue", "3種類以上を使ってください。"),
        ("yunomi-kawara-tsukue", "3種類以上を使ってください。"),
        ("384756019283", "3種類以上を使ってください。"),
        ("S1001-s1001-S1001", "関係のない言葉に替えてください。"),
        ("Tanaka.Ichiro@City-9", "自分と関係のない言葉を使ってください。"),
        ("Ichiro-kawara-27-tsukue", "関係のない言葉に替えてください。"),
        ("1qaz2wsx3edc", "ほかの人が思いつかない言葉の組合せにしてください。"),
        ("Hachinohe-kawara-27", "関係のない言葉に替えてください。"),
        ("Sakura2026!Haru", "別の言葉を加えてください。"),
        ("Aaaaaaaaaaa1!", "互いに関係のない言葉を3つ以上並べ"),
        ("Abcd1234!Abcd1234!", "互いに関係のない言葉を3つ以上並べ"),
    ],
)
def test_what_is_easily_guessed_is_refused_with_advice(password: str, said: str) -> None:
    staff = tanaka(email="tanaka.ichiro@city.example.jp")
    assert said in complaints(password, staff)


def test_the_section_counts_as_ones_own() -> None:
    assert "課名と似ています。" in complaints("広報統計課-広報", tanaka())


@pytest.mark.parametrize("password", ["", " ", "あ", "八" * 200, "\x00" * 12, "😀" * 12])
def test_no_input_breaks_the_rules(password: str) -> None:
    assert complaints(password, tanaka()) != ""


@pytest.mark.parametrize("length", [71, 72, 73, 200])
def test_a_very_long_password_is_judged_too(length: int) -> None:
    long = ("Yunomi-Kawara-27-tsukue/" * 10)[:length]
    staff = tanaka()
    assert complaints(long, staff) == ""
    assert "互いに関係のない" in complaints("aA1" + "a" * (length - 3), staff)


def test_without_a_person_the_general_rules_hold() -> None:
    assert complaints(GOOD) == ""
    assert "12文字以上" in complaints("short")
