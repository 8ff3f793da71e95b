"""Does a link hide where it leads behind a shortening service?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.links import PLAIN, Link, belongs_to, links_in
from posts.screening.rule import Rule

SHORTENERS: Final = (
    *("bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "x.gd", "v.gd"),
    *("onl.la", "onl.sc", "onl.bz", "onl.tw", "ur0.link", "ur0.work", "ux.nu", "urx.space"),
    *("00m.in", "0.gp", "cutt.ly", "rebrand.ly", "rb.gy", "shorturl.at", "tiny.cc", "t.ly"),
    *("lin.ee", "amzn.to"),
    *("s.id", "j.mp", "bl.ink", "short.gy", "dub.sh", "qr.paps.jp", "kutt.it"),
)


# Without https://, a phone may make a link of it all the same.
BARE: Final = re.compile(
    rf"(?<![\w@./:-])(?:{'|'.join(map(re.escape, SHORTENERS))})/[\w\-/]+", re.ASCII | re.IGNORECASE
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for link in links_in(part.text):
            if is_short(link):
                yield _hit(part, link.start, link.end, link.host)
        for found in BARE.finditer(part.text.translate(PLAIN)):
            yield _hit(part, *found.span(), found[0].partition("/")[0].lower())


def is_short(link: Link) -> bool:
    """Does it hide where it leads?"""
    return belongs_to(link.host, SHORTENERS)


def _hit(part: Text, start: int, end: int, host: str) -> Hit:
    return Hit(
        part.written(start, end),
        "短縮されたリンクは、行き先が見えません。元の長いアドレスにしてください。",
        Severity.BLOCKS,
        names=(host,),
    )


RULE: Final = Rule(
    name="short_link",
    title="短縮されたリンク",
    severities=(Severity.BLOCKS,),
    source="責7",
    check=check,
)
CAUGHT: Final = (
    "https://bit.ly/3abcDEF",
    "詳細は https://x.gd/abc12 へ",
    "http://T.CO/a1",
    "lin.ee/abc",
    "詳しくはｂｉｔ．ｌｙ／ａｂｃへ",
)
PASSED: Final = (
    "https://www.city.hachinohe.aomori.jp/bit.ly",
    "https://habit.lyon.example/",
)
