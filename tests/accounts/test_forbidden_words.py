"""Which disguises of a word that everybody would try first are seen through."""

import pytest

from accounts import forbidden_words

DISGUISES = [
    "hachinohe",
    "HACHINOHE",
    "Ｈａｃｈｉｎｏｈｅ",
    "h@ch1n0h3",
    "hachi-no-he",
    "h.a.c.h.i.n.o.h.e",
    "hachi2026nohe",
    "hatinohe",
    "haachiinohee",
    "ehonihcah",
    "8nohe",
    "八戸",
    "ハチノヘ",
    "ﾊﾁﾉﾍ",
]


@pytest.mark.parametrize("word", DISGUISES)
def test_the_name_of_the_city_is_recognised(word: str) -> None:
    assert forbidden_words.contains_forbidden(f"kawara-{word}-tsukue")


@pytest.mark.parametrize(
    "word",
    ["Reiwa", "令和", "jouhou-seisaku", "JohoSeisaku", "Pa55w0rd", "kouhou-ka", "LINE-haishin"],
)
def test_offices_eras_and_the_system_are_recognised(word: str) -> None:
    assert forbidden_words.contains_forbidden(f"kawara-{word}-tsukue")


@pytest.mark.parametrize(
    "password",
    [
        "Sakura2026!Haru",
        "Ringo-to-Ninniku-26",
        "Umineko-demo-2026",
        "T4n4k4-1985",
        "urukas-Sakura-12",
    ],
)
def test_common_words_alone_are_too_little(password: str) -> None:
    assert forbidden_words.is_little_else(password)


@pytest.mark.parametrize(
    "password", ["Sakura-kawara-tsukue-3", "x7#Kq9!mZ2pL", "9#4!k2&7q5%1", "Yunomi-Kawara-27"]
)
def test_common_words_beside_others_do_no_harm(password: str) -> None:
    assert not forbidden_words.is_little_else(password)
    assert not forbidden_words.contains_forbidden(password)


def test_ones_own_words_are_recognised_in_disguise_too() -> None:
    assert forbidden_words.contains_forbidden("kawara-K.u.d.0-tsukue", ["kudo"])
    assert not forbidden_words.contains_forbidden("kawara-kudo-tsukue", ["sasamori"])


def test_ones_own_words_of_two_letters_are_not_looked_for() -> None:
    assert not forbidden_words.contains_forbidden("kawara-27-tsukue", ["ka"])
