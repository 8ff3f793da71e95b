"""Is an address given as the place where somebody lives?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.addresses import addresses_in
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for address in addresses_in(part.normal.text):
            if address.is_home:
                yield Hit(
                    part.span(address.start, address.end),
                    "個人の住まいの番地が書かれているようです。町名までにとどめるか、"
                    "番地まで必要な理由を書いてください。",
                    Severity.ASKS,
                )


RULE: Final = Rule(
    name="home_address",
    title="個人の住所",
    severities=(Severity.ASKS,),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "八戸市吹上1-2-3に住む男性",
    "八戸市根城五丁目2番3号 コーポ種差201号室",
    "八戸市大字是川字中居3番地の自宅から",
    "青森県八戸市沼館4丁目7-1在住の方",
)
PASSED: Final = (
    "会場：八戸市内丸一丁目1番1号（市庁本館）",
    "八戸市在住の方が対象です。",
    "〒031-8686 八戸市内丸一丁目1番1号 八戸市役所",
    "2番窓口、3番のりば、第1-2回の方は",
    "湊高台4丁目にお住まいの方へ",
)
