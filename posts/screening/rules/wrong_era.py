"""Is a year counted in an era that was over, had not begun, or lies too far ahead?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from posts.screening.dates import existing
from posts.screening.drafts import Draft, Text
from posts.screening.eras import ERAS, NAMES, in_present_era, is_over, western
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

YEAR: Final = re.compile(
    rf"(?P<era>{NAMES})\s*(?P<year>元|\d{{1,3}})年(?!間)(?:(?P<month>\d{{1,2}})月)?"
)
# Aims for 令和32年 (2050) are real; without such a word 令和31年 was to be 平成31年.
FAR: Final = 12
AIMS: Final = re.compile(
    r"目標|目指|計画|構想|ビジョン|ゼロ|推計|見込|予測|度まで|年まで|年には|20[3-9]\d"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in YEAR.finditer(part.prose):
            yield from _in_era(part, found, draft.sent.date())


def _in_era(part: Text, found: re.Match[str], sent: date) -> Iterator[Hit]:
    era = found["era"]
    count = 1 if found["year"] == "元" else int(found["year"])
    year = western(era, count)
    written = found[0].partition("年")[0] + "年"
    span = part.span(found.start(), found.start() + len(written))
    month = existing(year, int(found["month"] or 1), 1)
    if count == 0 or is_over(era, count, month):
        yield Hit(
            span,
            f"{written}はありません。{era}は"
            f"{ERAS[era][0]}年に始まった元号です。{in_present_era(year)}（{year}年）のことか確かめてください。",
            Severity.BLOCKS,
            fix=in_present_era(year) if count and era == "平成" else None,
        )
    elif era == "令和" and found["month"] and month and month < date(2019, 5, 1):
        yield Hit(
            span,
            f"{written}は5月に始まりました。{found['month']}月は平成31年です。",
            Severity.BLOCKS,
            fix="平成31年",
        )
    elif year > sent.year + FAR and not AIMS.search(
        part.prose[max(0, found.start() - 20) : found.end() + 40]
    ):
        yield Hit(
            span,
            f"{written}は{year}年です。{year - sent.year}年先で正しいか確かめてください。",
            Severity.ASKS,
        )


RULE: Final = Rule(
    name="wrong_era",
    title="元号の誤り",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "平成35年4月29日に開きます。",
    "昭和70年生まれの方が対象です。",
    "平成31年5月1日から変わりました。",
    "令和元年4月1日現在の人口です。",
    "令和31年4月1日から申し込めます。",
    "令和0年の統計です。",
)
PASSED: Final = (
    "平成31年4月30日まで",
    "令和元年5月1日から",
    "昭和64年1月7日",
    "令和9年度の予算",
    "令和32年（2050年）までに温室効果ガスの排出を実質ゼロにします。",
    "昭和56年5月31日以前に建てられた住宅が対象です。",
)
