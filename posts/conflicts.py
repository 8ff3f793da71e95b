"""What differs between what somebody typed and what was saved meanwhile, word by word?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final, Literal

from posts.choices import Audience, Category, Confidentiality
from posts.dates_ja import date_and_time
from posts.forms import PostForm
from posts.models import Post

# A number, a Latin word or a run of katakana is changed as a whole; kanji one by one.
TOKEN: Final = re.compile(r"[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヶー]+|.", re.DOTALL)
# Words compared: their number bounds the time, as one letter repeated would take seconds.
MOST_PAIRS: Final = 2_000_000
# Where in the form a difference is marked.
MARKED: Final = {"send_at": ("send_on", "send_time")}
TEXTS: Final = {"title": "件名", "text": "本文"}
CHOICES: Final = {
    "category": ("分類", Category),
    "confidentiality": ("機密性", Confidentiality),
    "audience": ("配信先", Audience),
}

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Piece:
    """Words that stand in both, only in what was saved, or only in what was typed."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Difference:
    """One field that was filled in differently."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


def differences(form: PostForm, post: Post) -> list[Difference]:
    """The fields in which a valid form differs from the working copy, texts first."""
    typed, found = form.cleaned_data, []
    for name, label in TEXTS.items():
        if typed[name] != getattr(post, name):
            pieces = compared(getattr(post, name), typed[name])
            found.append(Difference(name, label, pieces))
    for name, (label, choices) in CHOICES.items():
        if typed[name] != getattr(post, name):
            labels = dict(choices.choices)
            before = str(labels.get(getattr(post, name), "未選択"))
            found.append(_replaced(name, label, before, str(labels.get(typed[name], "未選択"))))
    if typed["send_at"] != post.send_at:
        found.append(_replaced("send_at", "配信日時", _when(post.send_at), _when(typed["send_at"])))
    return found


def fields_marked(found: Sequence[Difference]) -> set[str]:
    """The names of the form's fields that hold the differences."""
    return {field for one in found for field in MARKED.get(one.name, (one.name,))}


def compared(saved: str, typed: str) -> tuple[Piece, ...]:
    """What `typed` takes away from `saved` and adds to it; the pieces in order hold both texts."""
    old, new = TOKEN.findall(saved), TOKEN.findall(typed)
    if _pairs(old, new) > MOST_PAIRS:
        return tuple(_change(saved, typed))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        before, after = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        pieces += [Piece("same", before)] if kind == "equal" else _change(before, after)
    return tuple(pieces)


def _pairs(old: list[str], new: list[str]) -> int:
    counts = Counter(new)
    return sum(number * counts[token] for token, number in Counter(old).items())


def _change(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("removed", before)
    if after:
        yield Piece("added", after)


def _replaced(name: str, label: str, before: str, after: str) -> Difference:
    return Difference(name, label, tuple(_change(before, after)))


def _when(moment: datetime | None) -> str:
    return date_and_time(moment) if moment else "未定"
