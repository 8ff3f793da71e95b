"""What exactly is decided on: one text for one content, and no other text is taken for it."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Value

from accounts.models import Section, Staff
from posts.content import Content, canonical, read
from posts.sealing import SealOf, seal

SEND_AT: Final = datetime(2027, 4, 29, 1, 0, 0, 5, tzinfo=UTC)
TEXTS: Final = {
    "plain": "市役所本館の開庁時間をご案内します。",
    "emoji": "花火😀👨‍👩‍👧‍👦🇯🇵",
    "quotes": "\"二重\" '一重' 「鉤」 \\ / \\n",
    "new lines": "一行目\n\n三行目\n",
    "tabs and spaces": "\t全角\u3000空白  二つ ",
    "markup": "</script><b>&amp;",
    "line separators": "\u2028\u2029\u0085",
    "right to left": "\u202eabc\u202c",
    "control": "\x01\x1f\x7f",
    "looks like JSON": '{"form":"hachinohe-line/post/1"}',
}
CHANGED: Final[dict[str, Any]] = {
    "post": 13,
    "number": 2,
    "title": "開庁時間のお知らせ ",
    "category": "6",
    "confidentiality": "2",
    "audience": "",
    "send_at": SEND_AT + timedelta(microseconds=1),
    "not_after": SEND_AT + timedelta(hours=2),
    "decide_by": SEND_AT + timedelta(minutes=1),
    "messages": ({"type": "text", "text": "別の本文"},),
    "kind": "share",
    "section": "観光課",
    "original": {"post": 3, "title": "前のお知らせ", "sent_at": "2027-04-01T10:00:00+09:00"},
    "source": {"name": "青森県", "url": "https://www.pref.aomori.lg.jp/", "check": "電話"},
    "texts": ({"place": "easy", "kind": "easy", "text": "やさしい日本語"},),
    "findings": ({"key": "0123456789abcdef", "answer": "確かめました。"},),
    "declaration": ({"name": "facts", "clauses": "責6", "words": "確かめた事実です。"},),
    "at_once": True,
    "pause_seconds": 30,
    "window_minutes": 61,
    "is_weighty": True,
    "level": "4",
    "written_from": 5,
    "route": ({"number": 1, "kind": "review", "section": "観光課", "section_id": 1},),
    "estimate": {"people": 12300, "day": "2027-04-28"},
    "media": ({"message": 0, "address": "https://media.example.jp/a", "sha256": "a" * 64},),
}


def content(text: str = TEXTS["plain"]) -> Content:
    return Content(
        post=12,
        number=1,
        title="開庁時間のお知らせ",
        category="1",
        confidentiality="1",
        audience="everyone",
        send_at=SEND_AT,
        not_after=SEND_AT + timedelta(hours=1),
        decide_by=SEND_AT,
        messages=({"type": "text", "text": text},),
    )


def rewritten(**changes: Any) -> str:
    """The canonical text with some fields changed and the form kept."""
    whole = {**json.loads(canonical(content())), **changes}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_reading_gives_back_what_was_written(text: str) -> None:
    assert read(canonical(content(text))) == content(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_character_counts(text: str) -> None:
    first = seal(canonical(content(text)))
    for place in range(len(text)):
        other = text[:place] + chr(ord(text[place]) + 1) + text[place + 1 :]
        assert seal(canonical(content(other))) != first


def test_texts_that_look_alike_have_different_seals() -> None:
    alike = ["が", "か\u3099", "が\u200b", "が ", "が\n", "ガ"]
    assert len({seal(canonical(content(text))) for text in alike}) == len(alike)


@pytest.mark.parametrize("field", [field.name for field in fields(Content)])
def test_every_field_counts(field: str) -> None:
    other = replace(content(), **{field: CHANGED[field]})
    assert seal(canonical(other)) != seal(canonical(content()))


def test_the_order_of_the_bubbles_counts() -> None:
    one, two = {"type": "text", "text": "先"}, {"type": "text", "text": "後"}
    first = canonical(replace(content(), messages=(one, two)))
    assert first != canonical(replace(content(), messages=(two, one)))
    assert read(first).messages == (one, two)


def test_the_same_instant_is_the_same_content_in_any_time_zone() -> None:
    there = replace(content(), send_at=SEND_AT.astimezone(ZoneInfo("Asia/Tokyo")))
    assert canonical(there) == canonical(content())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"hachinohe-line/post/2"',
        "not JSON",
        "{}",
        canonical(content()) + "\n",
        " " + canonical(content()),
        canonical(content()).replace(",", ", "),
        canonical(content()).replace('"audience":"everyone",', ""),
        canonical(content()).replace('"post":12', '"post":11,"post":12'),
        canonical(content()).replace("市", "\\u5e02"),
        canonical(content()).replace("+00:00", "Z"),
        canonical(content()).replace("01:00:00.000005+00:00", "10:00:00.000005+09:00"),
        canonical(content()).replace(".000005", ""),
        rewritten(form="hachinohe-line/post/1"),
        rewritten(form=None),
        rewritten(more="x"),
        rewritten(send_at="いつか"),
        rewritten(send_at=None),
        rewritten(send_at=0),
        rewritten(messages=None),
        rewritten(messages=1),
        rewritten(messages="text"),
        rewritten(media=None),
        rewritten(media="text"),
        json.dumps(json.loads(canonical(content())), ensure_ascii=False, separators=(",", ":"))[
            ::-1
        ],
        json.dumps(
            dict(reversed(json.loads(canonical(content())).items())),
            ensure_ascii=False,
            separators=(",", ":"),
        ),
    ],
)
def test_no_other_text_is_taken_for_a_content(text: str) -> None:
    with pytest.raises(ValueError, match=r"canonical|Expecting|Extra data|isoformat"):
        read(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_postgresql_computes_the_same_seal(text: str, drafter: Staff) -> None:
    whole = canonical(content(text))
    found = Section.objects.annotate(seal=SealOf(Value(whole))).values_list("seal", flat=True)
    assert found.get() == seal(whole)
