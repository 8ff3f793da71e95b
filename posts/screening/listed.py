"""Where does a draft use a word of the city's list, as a word of its own?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.lists import Word

# 外人 in 案外人が, クズ in クズリ: a letter of the same script beside it makes another word.
SCRIPTS: Final = tuple(map(re.compile, (r"[一-鿿々]", r"[ァ-ヺー・]", r"[A-Za-z]")))
# ちびっこ and ページをめくらない hold the letters of other words.
INNOCENT: Final = re.compile(r"ちびっこ|めくら(?=な|ず|せ|れ)|おしっこ")


def hits(draft: Draft, kind: str, severity: Severity = Severity.ASKS) -> Iterator[Hit]:
    """A hit for every use of a listed word of this kind; longer words go before shorter ones."""
    words = tuple(word for word in draft.lists.words if word.kind == kind)
    if not words:
        return
    pattern, reasons = _pattern(words), {word.text: word.reason for word in words}
    for part in draft.parts:
        text = part.normal.text
        for found in pattern.finditer(text):
            if _is_alone(text, found):
                words_for_it = f"「{found[0]}」と書かれています。{reasons[found[0]]}"
                yield Hit(part.span(*found.span()), _closed(words_for_it), severity)


@lru_cache(maxsize=16)
def _pattern(words: tuple[Word, ...]) -> re.Pattern[str]:
    longest_first = sorted((word.text for word in words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _is_alone(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    around = INNOCENT.finditer(text, max(0, start - 4), end + 4)
    if any(one.start() <= start and end <= one.end() for one in around):
        return False
    before, behind = text[:start][-1:], text[end:][:1]
    return not any(
        (script.match(found[0]) and script.match(before))
        or (script.match(found[0][-1]) and script.match(behind))
        for script in SCRIPTS
    )


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith("。") else f"{sentence}。"
