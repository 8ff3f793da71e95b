"""Is an address written so that a tap on it leads nowhere?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.links import PLAIN, belongs_to, links_in
from posts.screening.rule import Rule

GLUED: Final = re.compile(r"[一-鿿々ぁ-ゖァ-ヺー]")
# What is left of https:// after a slip; only the whole word counts.
SLIP: Final = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?:https?:?|ttps?:|h?tps:|htp:|hhttps?:|htttps?:|httpps:|httsp:|htpps?:)/{0,3}(?=[a-z0-9-]+\.[a-z])"
    r"|https?(?::\s+//|:/\s+/|://\s+|;//|:\\\\)(?=[a-z0-9-]+\.[a-z])"
    r"|https?://+(?=https?:?/)"
    r")",
    re.ASCII | re.IGNORECASE,
)
RIGHT: Final = re.compile(r"https?://", re.ASCII | re.IGNORECASE)
BARE: Final = re.compile(
    r"(?<![\w@./:-])(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w\-./?%&=~#]*)?",
    re.ASCII | re.IGNORECASE,
)
LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?", re.ASCII | re.IGNORECASE)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        yield from _links(part)
        yield from _slips(part)
        yield from _bare(part, draft.lists.domains)


def _links(part: Text) -> Iterator[Hit]:
    for link in links_in(part.text):
        span = part.written(link.start, link.end)
        if link.written != link.address:
            words = "リンクに全角の文字が入っています。半角にしてください。"
            yield Hit(span, words, Severity.BLOCKS, fix=link.address)
        elif not _is_host(link.host) or link.parts is None:
            words = "リンクのアドレスが途中で切れているか、形が崩れています。書き直してください。"
            yield Hit(span, words, Severity.BLOCKS)
        elif GLUED.match(part.text, link.end):
            words = (
                "リンクのすぐ後に文字が続いています。続きまでリンクになることがあるため、"
                "間を空けてください。"
            )
            yield Hit(span, words, Severity.ASKS, fix=f"{link.address} ")


def _slips(part: Text) -> Iterator[Hit]:
    plain = part.text.translate(PLAIN)
    for found in SLIP.finditer(plain):
        if RIGHT.fullmatch(found[0]):
            continue
        twice = RIGHT.match(found[0]) and RIGHT.match(plain, found.end())
        words = (
            f"リンクの始まり「{found[0].strip()}」が正しくありません。「https://」にしてください。"
        )
        fix = "" if twice else "https://"
        yield Hit(part.written(*found.span()), words, Severity.BLOCKS, fix=fix)


def _bare(part: Text, domains: tuple[str, ...]) -> Iterator[Hit]:
    for found in BARE.finditer(part.text.translate(PLAIN)):
        host = found[0].partition("/")[0].lower()
        if belongs_to(host, domains) or host.startswith("www."):
            words = "「https://」がないアドレスは、押しても開かないことがあります。付けてください。"
            address = found[0].rstrip(".")
            start = found.start()
            span = part.written(start, start + len(address))
            yield Hit(span, words, Severity.ASKS, fix=f"https://{address}")


def _is_host(host: str) -> bool:
    labels = host.split(".")
    named = len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)
    return (named and not labels[-1].isdigit()) or ":" in host or host.count(".") == 3


RULE: Final = Rule(
    name="broken_link",
    title="開かないリンク",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "ｈｔｔｐｓ：／／ｗｗｗ.city.hachinohe.aomori.jp/",
    "https://www.city.hachinohe.aomori.jp/をご覧ください。",
    "ttps://www.city.hachinohe.aomori.jp/",
    "https:/www.city.hachinohe.aomori.jp/",
    "https//www.city.hachinohe.aomori.jp/",
    "https:// www.city.hachinohe.aomori.jp/",
    "https://https://www.city.hachinohe.aomori.jp/",
    "https://www/",
    "https:// をご覧ください。",
    "詳しくは www.city.hachinohe.aomori.jp/bosai へ",
    "https://www..city.hachinohe.aomori.jp/",
)
PASSED: Final = (
    "詳しくは（https://www.city.hachinohe.aomori.jp/）をご覧ください。",
    "https://www.city.hachinohe.aomori.jp/a_(1).html\nをご覧ください。",
    "https://www.city.hachinohe.aomori.jp/、または市役所で。",
    "担当：kanko@city.hachinohe.aomori.jp",
    "定員は1.5倍、受付はNo.3の窓口です。",
    "https://www.city.hachinohe.aomori.jp/?to=https://www.jma.go.jp/",
)
