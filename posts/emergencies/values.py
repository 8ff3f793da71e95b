"""Is what was typed into the gap of an emergency of the kind that its gap asks for?

The words around the gaps were approved to the letter; a gap for a date is none for a sentence.
"""

import re
from datetime import date, time
from typing import Final

from line.messages.addresses import checked_link
from posts.patterns.gaps import Gap, GapKind, in_words
from posts.screening.links import belongs_to, links_in
from posts.screening_lists.reading import current_lists

DATE: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日（.{1,3}）")
TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})")
PHONE: Final = re.compile(r"[0-9]+(?:-[0-9]+)*")
MOST_DIGITS: Final = 11
FEWEST_DIGITS: Final = 3
NOT_BEGUN: Final = "{}を、https:// で始めて入力してください。"


def of_its_kind(gap: Gap, value: str) -> str:
    """Why it is not; empty when it is, and for gaps that ask for words."""
    if gap.kind is GapKind.DATE and day_in(value) is None:
        return f"{gap.label}を、日付だけにしてください（例：2027年4月29日（木・祝））。"
    if gap.kind is GapKind.TIME and time_in(value) is None:
        return f"{gap.label}を、時刻だけにしてください（例：10:00）。"
    if gap.kind is GapKind.PHONE and not _is_number(value):
        return f"{gap.label}を、半角の数字とハイフンだけで入力してください（例：0178-43-2147）。"
    return _of_an_address(gap, value) if gap.kind is GapKind.URL else ""


def day_in(value: str) -> date | None:
    """The day, if that is all there is, as it is written for citizens."""
    found = DATE.fullmatch(value)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
    return day if day and in_words(day) == value else None


def time_in(value: str) -> time | None:
    """The time of day, if that is all there is, as it is written for citizens."""
    found = TIME.fullmatch(value)
    try:
        moment = time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
    return moment if moment and in_words(moment) == value else None


def _is_number(value: str) -> bool:
    digits = value.replace("-", "")
    return bool(PHONE.fullmatch(value)) and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS


def _of_an_address(gap: Gap, value: str) -> str:
    try:
        # An address of other letters would be encoded, and read as a sentence.
        is_one = value.isascii() and bool(checked_link(value))
    except ValueError:
        is_one = False
    if not is_one:
        return NOT_BEGUN.format(gap.label)
    links = links_in(value)
    if [one.written for one in links] != [value]:
        return f"{gap.label}を、アドレスだけにしてください。"
    if not belongs_to(links[0].host, current_lists().domains):
        return f"{gap.label}には、一覧にあるリンク先（市や県などの公式ページ）だけを書けます。"
    return ""
