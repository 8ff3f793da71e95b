"""What people read in a preview is what goes over the wire: the same words in the same order."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from line.messages import (
    Card,
    Tone,
    broadcast_body,
    card_message,
    image_message,
    linked_picture,
    location_message,
    notice_of,
    parts_of,
    text_message,
    video_message,
)
from line.preview import bubbles_html, words_of

TEXTS = [
    "【お知らせ】\n本館1階の窓口は、午後5時まで開いています。😀",
    "詳しくは https://www.city.hachinohe.aomori.jp/a?b=1&c=2 をご覧ください。電話0178-43-2111",
    "<script>alert('1')</script> & \"引用\" '単' {名前} \\n",
    "  先頭の空白\n\n\n末尾の空白  ",
    "𠮷野家で𩸽👨‍👩‍👧を食べる",
]


FILE = f"https://media.example.jp/{'a' * 64}.jpg"
KINDS: dict[str, dict[str, Any]] = {
    "text": dict(text_message(TEXTS[2])),
    "image": image_message(FILE, FILE),
    "video": video_message(FILE, FILE),
    "place": location_message("<b>市役所</b>", "内丸", latitude=40.5, longitude=141.5),
    "picture with a link": linked_picture(
        FILE,
        size=(640, 400),
        alt="会場図",
        label='"詳しく" <b>見る</b>',
        link="https://a.example.jp/?a=1&b=2",
    ),
    "card": card_message(
        Card(
            "緊急のお知らせ",
            Tone.EMERGENCY,
            TEXTS[2],
            (("避難所", "湊小学校\n湊公民館"), ("空", " "), ("問合せ先", TEXTS[4])),
            TEXTS[3],
            (("ハザードマップを見る", "https://a.example.jp/地図"), ("詳しく見る", FILE)),
        )
    ),
}


class _Bubbles(HTMLParser):
    """Reads the bubbles of a preview as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "div" and "bubble" in (found.get("class") or "").split():
            self._depth = 1
            self.texts.append("")
        elif tag == "div" and self._depth:
            self._depth += 1
        if tag == "a":
            self.links.append(found["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def handle_data(self, words: str) -> None:
        if self._depth:
            self.texts[-1] += words


def _written(part: Any) -> Iterator[str]:
    """Texts and labels in the JSON of a card, in the order in which they go over the wire."""
    for name, value in part.items() if isinstance(part, dict) else enumerate(part):
        if name in {"text", "label"}:
            yield value
        elif isinstance(value, dict | list):
            yield from _written(value)


def _read(html: str) -> _Bubbles:
    reader = _Bubbles()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("count", range(1, 6))
def test_the_preview_carries_the_words_of_the_wire_in_their_order(count: int) -> None:
    body = broadcast_body([text_message(text) for text in TEXTS[:count]])
    messages = json.loads(body)["messages"]
    shown = _read(bubbles_html(messages, sender="八戸市", at="10:00")).texts
    assert shown == words_of(messages) == TEXTS[:count]


@pytest.mark.parametrize("message", KINDS.values(), ids=KINDS.keys())
def test_every_kind_shows_the_words_of_the_wire_in_their_order(message: dict[str, Any]) -> None:
    (sent,) = json.loads(broadcast_body([message]))["messages"]
    html = bubbles_html([sent], sender="", at="", alts={0: "写真の説明"})
    shown = "".join(_read(html).texts)
    assert shown == "".join(parts_of(sent))
    if sent["type"] == "flex":
        assert shown == "".join(dict.fromkeys(_written(sent["contents"])))
    assert ("<img" in html) == (sent["type"] in {"image", "video"} or "hero" in str(sent))
    assert "写真の説明" in html or "<img" not in html
    assert "style=" not in html
    assert "<script" not in html


def test_a_picture_or_video_is_named_in_the_list_of_talks() -> None:
    assert notice_of(KINDS["image"]) == "写真を送信しました"
    assert notice_of(KINDS["video"]) == "動画を送信しました"
    assert notice_of(KINDS["card"]).startswith("緊急のお知らせ\n")
    assert notice_of(KINDS["place"]) == "<b>市役所</b> 内丸"


def test_addresses_and_telephone_numbers_become_links() -> None:
    html = bubbles_html([text_message(TEXTS[1])], sender="八戸市", at="")
    assert _read(html).links == [
        "https://www.city.hachinohe.aomori.jp/a?b=1&c=2",
        "tel:0178-43-2111",
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.example.jp/をご覧ください", "https://www.example.jp/"),
        ("（https://www.example.jp/a）", "https://www.example.jp/a"),
        ("https://www.example.jp/a。", "https://www.example.jp/a"),
        ("See https://www.example.jp/a.", "https://www.example.jp/a"),
    ],
)
def test_a_link_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    assert _read(bubbles_html([text_message(text)], sender="", at="")).links == [address]


@pytest.mark.parametrize("text", ["2026-11-24", "予算は10-20-3000円", "javascript:alert(1)"])
def test_what_is_no_address_becomes_no_link(text: str) -> None:
    assert _read(bubbles_html([text_message(text)], sender="", at="")).links == []


def test_markup_in_a_text_or_a_name_stays_text() -> None:
    html = bubbles_html([text_message(TEXTS[2])], sender="<b>市</b>", at="<i>")
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_an_unknown_kind_of_message_is_said_to_have_no_preview() -> None:
    assert words_of([{"type": "sticker"}]) == ["（この種類のメッセージは、見本を表示できません）"]


def test_sender_stands_above_the_first_and_the_time_beside_the_last() -> None:
    html = bubbles_html([text_message("一"), text_message("二")], sender="八戸市", at="10:00")
    first, second = html.split('<div class="bubble-row">')[1:]
    assert "八戸市" in first
    assert "八戸市" not in second
    assert "10:00" in second
    assert "10:00" not in first
