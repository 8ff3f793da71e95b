"""Is the same telephone number written in two ways, or differing by one figure?"""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.phones import Phone
from posts.screening.rule import Rule
from posts.screening.sections import office_before

Placed = tuple[Text, Phone]


def check(draft: Draft) -> Iterator[Hit]:
    known = {
        "".join(filter(str.isdigit, number))
        for numbers in draft.lists.phones.values()
        for number in numbers
    }
    whole = [(part, phone) for part in draft.parts for phone in part.phones if phone.is_whole]
    for first, second in combinations(whole, 2):
        one, other = first[1].national, second[1].national
        if one == other:
            yield from _two_notations(first, second)
        elif (
            _differ_by_one(one, other) and not {one, other} <= known and _same_owner(first, second)
        ):
            yield Hit(
                second[0].span(second[1].start, second[1].end),
                f"「{_written(*first)}」と「{_written(*second)}」は1文字だけ違います。どちらも正しいか確かめてください。",
                Severity.ASKS,
                about=f"{one} {other}",
            )


def _two_notations(first: Placed, second: Placed) -> Iterator[Hit]:
    one, other = _written(*first), _written(*second)
    if one != other and not second[1].is_local:
        yield Hit(
            second[0].span(second[1].start, second[1].end),
            f"同じ番号が「{one}」「{other}」と2通りに書かれています。",
            Severity.HINTS,
            fix=None if first[1].is_local else one,
        )


def _written(part: Text, phone: Phone) -> str:
    return part.prose[phone.start : phone.end]


def _differ_by_one(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    places = [
        index for index, pair in enumerate(zip(one, other, strict=True)) if len(set(pair)) > 1
    ]
    swapped = (
        len(places) == len("ab")
        and places[1] - places[0] == 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )
    return len(places) == 1 or swapped


def _same_owner(first: Placed, second: Placed) -> bool:
    """Two offices may have neighbouring numbers, and a fax stands beside its telephone."""
    if first[1].is_fax != second[1].is_fax:
        return False
    owners = {office_before(part.prose, phone.start) for part, phone in (first, second)} - {""}
    return len(owners) < len((first, second))


RULE: Final = Rule(
    name="phone_variants",
    title="同じ電話番号の書き違い",
    severities=(Severity.ASKS, Severity.HINTS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "申込みは観光課 0178-46-4040へ。\n問合せ 観光課 0178-46-4140",
    "電話 0178-43-2111\n予約 0178(43)2111",
    "電話 0178-38-0710。予約は0178-38-0701へ",
)
PASSED: Final = (
    "電話 0178-43-2111\n予約 0178-43-2111",
    "電話0178-43-9225 FAX0178-43-9226",
    "くらし交通安全課 0178-43-9218\n\n市民連携推進課 0178-43-9217",
)
