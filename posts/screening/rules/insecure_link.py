"""Does a link begin with http:// and so travel open to everybody on the way?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.links import belongs_to, links_in
from posts.screening.rule import Rule


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for link in links_in(part.text):
            if not link.address.lower().startswith("http://"):
                continue
            own = belongs_to(link.host, draft.lists.domains)
            yield Hit(
                part.written(link.start, link.end),
                "リンクが「http://」で始まっています。「https://」で始まるアドレスにしてください。",
                Severity.BLOCKS,
                fix=f"https{link.address[4:]}" if own else None,
                names=(link.host,) if link.host else (),
            )


RULE: Final = Rule(
    name="insecure_link",
    title="暗号化されないリンク",
    severities=(Severity.BLOCKS,),
    source="責10",
    check=check,
)
CAUGHT: Final = (
    "詳しくは http://www.city.hachinohe.aomori.jp/ をご覧ください。",
    "HTTP://example.jp/event",
    "ｈｔｔｐ：／／www.city.hachinohe.aomori.jp/index.html",
)
PASSED: Final = (
    "詳しくは https://www.city.hachinohe.aomori.jp/ をご覧ください。",
    "httpとは、通信の取決めです。",
)
