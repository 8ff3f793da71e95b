"""Do amounts and headcounts agree where the same thing is told twice?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import holds, line_at

LABELS: Final = (
    r"定員|募集人数|募集人員|参加費|受講料|入場料|入館料|観覧料|使用料|手数料|参加料|会費"
    r"|給付額|支給額|補助額|助成額|補助上限額?|料金"
)
TOLD: Final = re.compile(
    rf"(?P<label>{LABELS}|定 員)\s*+(?:[:】\])]|は|が|\s)?\s*+"
    r"(?:1人|お?一人|各回|先着|抽選で|上限|親子)?\s*+"
    r"(?P<number>\d[\d,]*|\d+万)\s*+(?P<unit>円|人|名|組|世帯|万円|千円)"
)
# One label, several prices: 大人500円・子ども200円.
SEVERAL: Final = re.compile(
    r"大人|小人|子ども|こども|一般|高校|大学|中学|小学|団体|各|午前の部|午後の部|初級|中級|コース|[12]日目|市外|回目"
)
SAME_UNIT: Final = {"名": "人"}
GROUPS: Final = re.compile(r"(?<![\d,.])(?!0)\d{1,3}(?:,\d+)+(?!\d)")
RIGHT: Final = re.compile(r"\d{1,3}(?:,\d{3})+")


def check(draft: Draft) -> Iterator[Hit]:
    yield from _disagreeing(draft)
    for part in draft.parts:
        for found in GROUPS.finditer(part.prose):
            if not RIGHT.fullmatch(found[0]) and re.match(
                r"\s*(?:円|人|名|世帯|件)", part.prose[found.end() :]
            ):
                yield Hit(
                    part.span(*found.span()),
                    f"「{found[0]}」は位取りのカンマの位置が合いません。数を確かめてください。",
                    Severity.ASKS,
                )


def _disagreeing(draft: Draft) -> Iterator[Hit]:
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for part, found in _amounts(draft):
        unit = SAME_UNIT.get(found["unit"], found["unit"])
        number = found["number"].replace(",", "")
        first, written = told.setdefault(
            (found["label"].replace(" ", ""), unit), (number, found[0])
        )
        if first != number:
            yield Hit(
                part.span(*found.span()),
                f"「{written}」と「{found[0]}」が食い違っています。どちらも正しいか確かめてください。",
                Severity.ASKS,
                about=f"{written} {found[0]}",
            )


def _amounts(draft: Draft) -> Iterator[tuple[Text, re.Match[str]]]:
    for part in draft.parts:
        for found in TOLD.finditer(part.prose):
            if not holds(SEVERAL, line_at(part.prose, *found.span())):
                yield part, found


RULE: Final = Rule(
    name="amounts",
    title="金額・人数の食い違い",
    severities=(Severity.ASKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "定員20人です。\n定員：30名（先着順）",
    "参加費は500円です。参加費：５００0円",
    "手数料 1,0000円",
)
PASSED: Final = (
    "定員20人です。\n定員：20名（先着順）",
    "入館料は一般500円、入館料は高校生300円です。",
    "手数料は1,300円です。手数料1300円を添えてください。",
    "参加費500円、定員20人",
)
