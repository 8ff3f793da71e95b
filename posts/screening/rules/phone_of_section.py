"""Is the number beside a section the one the city's list gives for it?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.lists import Lists
from posts.screening.phones import Phone
from posts.screening.rule import Rule, example

# Everybody may be reached through the exchange.
EXCHANGE: Final = "0178432111"
NEAR: Final = 14


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for phone in part.phones:
            section = _section_of(part, phone, draft.lists)
            if not section or phone.is_fax or not phone.is_whole or phone.national == EXCHANGE:
                continue
            numbers = draft.lists.phones[section]
            if phone.national not in {re.sub(r"\D", "", number) for number in numbers}:
                yield Hit(
                    part.span(phone.start, phone.end),
                    f"{section}の番号は、一覧では{'、'.join(numbers)}です。番号を確かめてください。",
                    Severity.ASKS,
                    fix=numbers[0] if len(numbers) == 1 else None,
                )


def _section_of(part: Text, phone: Phone, lists: Lists) -> str:
    """The listed section named last, close ahead of the number."""
    ahead = part.prose[max(0, phone.start - 40) : phone.start]
    places = {ahead.rfind(name) + len(name): name for name in lists.phones if name in ahead}
    nearest = max(places, default=None)
    return "" if nearest is None or len(ahead) - nearest > NEAR else places[nearest]


LISTS: Final = Lists((), {"観光課": ("0178-46-4040",), "広報統計課": ("0178-43-9317",)}, (), ())
RULE: Final = Rule(
    name="phone_of_section",
    title="課の電話番号",
    severities=(Severity.ASKS,),
    source="課の電話番号一覧",
    check=check,
)
CAUGHT: Final = (
    example("問合せ：観光課 電話0178-46-4041", lists=LISTS),
    example("広報統計課（0178-43-9371）", lists=LISTS),
)
PASSED: Final = (
    "0178-46-4041",
    example("問合せ：観光課 電話0178-46-4040", lists=LISTS),
    example("広報統計課 0178-43-2111（内線）", lists=LISTS),
    example("観光課 FAX0178-46-5600", lists=LISTS),
    example("観光課が開きます。会場の電話は次のとおりです。 0178-22-8228", lists=LISTS),
)
