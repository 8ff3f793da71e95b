"""What people read in a preview is what goes over the wire: the same words in the same order."""

import json
from html.parser import HTMLParser

import pytest

from line.messages import broadcast_body, text_message
from line.preview import bubbles_html, words_of

TEXTS = [
    "【お知らせ】\n本館1階の窓口は、午後5時まで開いています。😀",
    "詳しくは https://www.city.hachinohe.aomori.jp/a?b=1&c=2 をご覧ください。電話0178-43-2111",
    "<script>alert('1')</script> & \"引用\" '単' {名前} \\n",
    "  先頭の空白\n\n\n末尾の空白  ",
    "𠮷野家で𩸽👨‍👩‍👧を食べる",
]


class _Bubbles(HTMLParser):
    """Reads the bubbles of a preview as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "div" and found.get("class") == "bubble":
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
