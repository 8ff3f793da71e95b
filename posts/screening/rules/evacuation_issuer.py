"""Is somebody other than the city said to order an evacuation?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

OTHERS: Final = re.compile(
    r"(?P<who>(?:青森地方)?気象台|気象庁|青森県|国土交通省|消防庁)(?:から|は|が|より)、?"
    r"[^。\n、は]{0,25}?(?P<what>高齢者等避難|避難指示|緊急安全確保)[^。\n]{0,8}?(?:発令|発表|出)"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in OTHERS.finditer(part.normal.text):
            yield Hit(
                part.span(*found.span()),
                f"「{found['what']}」を発令するのは、{found['who']}ではなく市です。"
                "市が発令したことを確かめ、誰が出したかを書き直してください。",
                Severity.ASKS,
            )


RULE: Final = Rule(
    name="evacuation_issuer",
    title="避難情報を出す人",
    severities=(Severity.ASKS,),
    source="災害対策基本法60条",
    check=check,
)
CAUGHT: Final = (
    "気象庁が避難指示を発令しました。",
    "青森県から、三八地域に高齢者等避難が発表されました。",
)
PASSED: Final = (
    "市は、是川地区に避難指示を発令しました。",
    "気象庁は大雨警報を発表しました。市は避難指示を発令しました。",
)
