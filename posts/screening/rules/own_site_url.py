"""Does a post about weather or disasters lead to the city's own website?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import WHOLE, Hit, Severity
from posts.screening.rule import Rule, example

CITY: Final = "city.hachinohe.aomori.jp"
WEATHER: Final = "5"
DISASTER: Final = re.compile(
    r"高齢者等避難|避難指示|緊急安全確保|避難所を?(?:開設|開い)|特別警報|(?:津波|大雨|土砂災害|暴風|大雪|氾濫)(?:危険)?警報|津波注意報|震度[3-7５-７]"
)


def check(draft: Draft) -> Iterator[Hit]:
    weather = draft.category == WEATHER
    texts = [part.normal.text for part in draft.parts]
    if draft.kind == "drill" or not (weather or any(DISASTER.search(text) for text in texts)):
        return
    domains = draft.lists.domains or (CITY,)
    links = (link for text in texts for link in re.findall(r"https?://([\w.-]+)", text, re.ASCII))
    if not any(link == own or link.endswith(f".{own}") for link in links for own in domains):
        yield Hit(
            WHOLE,
            "市のホームページのURLがありません。気象・防災の投稿では、最新の情報を確かめられるページを必ず添えてください。"
            if weather
            else "災害にかかわる内容ですが、市のホームページのURLがありません。"
            "最新の情報を確かめられるページを添えてください。",
            Severity.BLOCKS if weather else Severity.ASKS,
        )


RULE: Final = Rule(
    name="own_site_url",
    title="防災・気象の市ホームページURL",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="投5",
    check=check,
)
CAUGHT: Final = (
    example("八戸市で震度5弱の地震がありました。", category="5"),
    "根城地区に避難指示を発令しました。",
    example("大雨に注意してください。https://example.com/", category="5"),
)
PASSED: Final = (
    example("震度5弱の地震がありました。https://www.city.hachinohe.aomori.jp/bosai/", category="5"),
    "防災訓練に参加しましょう。",
    "防災講座で大雨への備えを学びます。",
)
