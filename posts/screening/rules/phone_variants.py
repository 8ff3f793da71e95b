"""Is the same telephone number written in two ways, or differing by one figure?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.phones import Phone
from posts.screening.rule import Rule
from posts.screening.sections import office_before

Placed = tuple[Text, Phone]
FIGURES: Final = "0123456789"


def check(draft: Draft) -> Iterator[Hit]:
    known = {
        "".join(filter(str.isdigit, number))
        for numbers in draft.lists.phones.values()
        for number in numbers
    }
    placed: dict[str, Placed] = {}
    for part, phone in ((one, phone) for one in draft.parts for phone in one.phones):
        if not phone.is_whole:
            continue
        number, second = phone.national, (part, phone)
        if number in placed:
            yield from _two_notations(placed[number], second)
        for other in _near(number) & placed.keys():
            if not {number, other} <= known and _same_owner(placed[other], second):
                yield _nearly_the_same(placed[other], second)
        placed.setdefault(number, second)


def _nearly_the_same(first: Placed, second: Placed) -> Hit:
    return Hit(
        second[0].span(second[1].start, second[1].end),
        f"「{_written(*first)}」と「{_written(*second)}」は1文字だけ違います。"
        "どちらも正しいか確かめてください。",
        Severity.ASKS,
        about=f"{first[1].national} {second[1].national}",
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


def _near(number: str) -> set[str]:
    """Every number with another figure in one place, or with two neighbours swapped."""
    others = {
        number[:at] + figure + number[at + 1 :] for at in range(len(number)) for figure in FIGURES
    }
    swapped = {
        number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        for at in range(len(number) - 1)
    }
    return (others | swapped) - {number}


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
