"""Does a link lead to somebody whom the city's list does not know?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.links import belongs_to, links_in
from posts.screening.rule import Rule, example
from posts.screening.rules.disguised_link import is_disguised
from posts.screening.rules.short_link import is_short


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for link in links_in(part.text):
            if not link.host or belongs_to(link.host, draft.lists.domains):
                continue
            # What must be replaced in any case is not asked about as well.
            if is_short(link) or is_disguised(link, draft.lists.domains):
                continue
            yield Hit(
                part.written(link.start, link.end),
                f"「{link.host}」は、一覧にないリンク先です。どこの誰のページで、"
                "市民に勧めてよい理由を書いてください。",
                Severity.ASKS,
                names=(link.host,),
            )


RULE: Final = Rule(
    name="foreign_domain",
    title="一覧にないリンク先",
    severities=(Severity.ASKS,),
    source="責7",
    check=check,
)
CAUGHT: Final = (
    "申込みは https://www.example.com/form から",
    example("こちら https://example.jp", easy="https://example.jp を みて ください。"),
)
PASSED: Final = (
    "https://www.city.hachinohe.aomori.jp/soshiki/1.html",
    "https://city.hachinohe.aomori.jp をご覧ください。",
    "https://www.jma.go.jp/bosai/ で確かめられます。",
    "https://bit.ly/3abcDEF",
    "https://city.hachinohe.aomori.jp.example.net/",
)
