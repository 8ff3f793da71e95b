"""Does a link look like one of the city's and lead elsewhere, or hide its host?"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.links import Link, belongs_to, links_in
from posts.screening.rule import Rule

# Too short a name is near to too many others.
LONG_ENOUGH: Final = 12
NEAR: Final = 0.9
NUMBERS: Final = re.compile(r"[\d.]+|0x[0-9a-f]+|.*:.*")
LOOK_ALIKE: Final = str.maketrans("015", "ols")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for link in links_in(part.text):
            problem = _problem(link, draft.lists.domains)
            if problem:
                yield Hit(
                    part.written(link.start, link.end),
                    f"{problem}正しいアドレスを、ブラウザーから写してください。",
                    Severity.BLOCKS,
                    names=(link.host,) if link.host else (),
                )


def is_disguised(link: Link, domains: tuple[str, ...]) -> bool:
    """Does it seem to lead elsewhere than it does?"""
    return bool(_problem(link, domains))


def _problem(link: Link, domains: tuple[str, ...]) -> str:
    split = link.parts
    if split is None:
        return ""
    if split.username is not None:
        return "リンクの「@」の前は行き先ではなく、市のページに見せかけることができます。"
    if any(label.startswith("xn--") for label in link.host.split(".")):
        return "リンクの行き先が、読めない形（xn--）で書かれています。"
    if link.host and NUMBERS.fullmatch(link.host):
        return "リンクの行き先が、名前ではなく番号で書かれています。"
    known = _looks_like(link.host, domains)
    return f"リンクの行き先が「{known}」に似ていますが、違います。" if known else ""


@lru_cache(maxsize=512)
def _looks_like(host: str, domains: tuple[str, ...]) -> str:
    if belongs_to(host, domains):
        return ""
    bare = host.removeprefix("www.")
    for domain in domains:
        if f".{domain}." in f".{host}." or _is_near(bare, domain):
            return domain
    return ""


def _is_near(host: str, domain: str) -> bool:
    if len(domain) < LONG_ENOUGH:
        return False
    one, other = (name.translate(LOOK_ALIKE).replace("rn", "m") for name in (host, domain))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= NEAR and matcher.ratio() >= NEAR


RULE: Final = Rule(
    name="disguised_link",
    title="見せかけのリンク",
    severities=(Severity.BLOCKS,),
    source="責10",
    check=check,
)
CAUGHT: Final = (
    "https://www.city.hachinohe.aomori.jp@example.com/login",
    "https://xn--8ws00zhy3a.example/",
    "https://city.hachinohe.aomori.jp.example.com/",
    "https://www.city.hachinohe.aornori.jp/",
    "https://www.city.hach1nohe.aomori.jp/",
    "https://www.city.hachinohe.aomori.jq/",
    "https://www.city-hachinohe.aomori.jp/",
    "https://192.0.2.10/index.html",
)
PASSED: Final = (
    "https://www.city.hachinohe.aomori.jp/",
    "https://www.city.hirosaki.aomori.jp/",
    "https://www.city.aomori.aomori.jp/",
    "https://hachinohe-kanko.example/",
    "https://www.city.hachinohe.aomori.jp/?mail=a@example.jp",
    "お問い合わせは kanko@city.hachinohe.aomori.jp へ",
)
