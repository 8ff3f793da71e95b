"""Python and PostgreSQL agree on which characters show nothing."""

import sys
import unicodedata

import pytest
from django.db import connection

from line.messages.visible import NOTHING_SEEN, is_seen, readable

UNSEEN = "\u200b\u2063\u3164\u2800\u00ad\u180b\ufe0f\U000e0020\U000e0101 \u3000\n"


@pytest.mark.parametrize("text", [UNSEEN, "", *UNSEEN])
def test_what_shows_nothing_is_not_seen(text: str) -> None:
    assert not is_seen(text)
    assert readable(text) == ""


@pytest.mark.parametrize("text", ["海", "。", "\u2063海\u2063", "😀", "a", "が"])
def test_what_shows_something_is_seen(text: str) -> None:
    assert is_seen(text)


def test_only_letters_and_figures_can_be_read() -> None:
    assert readable("は\u2063い。 ２１\u3164😀") == "はい２１"


@pytest.mark.django_db
def test_postgresql_sees_the_same() -> None:
    known = [chr(code) for code in range(1, sys.maxunicode) if not 0xD800 <= code < 0xE000]
    kept = [one for one in known if unicodedata.category(one) not in {"Cn", "Co", "Cf"}]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(c, '') FROM unnest(%s::text[]) AS c WHERE c ~ %s",
            [kept, NOTHING_SEEN],
        )
        (unseen,) = cursor.fetchone()
    assert {one for one in kept if not is_seen(one)} == set(unseen)
