"""What does the sentence or the line around some characters say?"""

import re
from functools import lru_cache
from typing import Final

# The sentence tells what has happened, or for whom; it announces nothing.
OVER: Final = re.compile(
    r"ました|でした|だった|ていた|された|終了|生まれ|出生|現在|時点|施行|改正|制定|公布|発生|発表|公表"
    r"|(?<![け受])付け|以降|以前|震災|過去|前回|実績|の結果|報告|[日)]の(?:大雨|豪雨|台風|地震|津波|大雪|強風|火災|事故)|[かがきしちっにびみり]た(?:方|人|子|お子|児童|生徒|世帯|場合|もの|建物|住宅|車|犬|。|$)"
)


@lru_cache(maxsize=256)
def holds(pattern: re.Pattern[str], text: str) -> bool:
    """Is the pattern found there? A sentence of a hundred dates is looked at but once."""
    return pattern.search(text) is not None


def line_at(text: str, start: int, end: int) -> str:
    """The line that holds text[start:end]."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[first : last if last >= 0 else len(text)]


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence that holds text[start:end]; a line break ends a sentence too."""
    first = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    ends = [at for at in (text.find(mark, end) for mark in "。\n") if at >= 0]
    return text[first : min(ends) + 1 if ends else len(text)]


def after(text: str, end: int, length: int) -> str:
    """At most `length` characters behind an offset, within its line."""
    return text[end : end + length].partition("\n")[0]


def before(text: str, start: int, length: int) -> str:
    """At most `length` characters ahead of an offset, within its line."""
    return text[max(0, start - length) : start].rpartition("\n")[2]
