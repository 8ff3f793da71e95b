"""Which content did a page show before anything was typed? A few digits for each part of it.

The form carries them, so that of two who write at one draft it is known who changed what. They
decide nothing else: whoever changes them by hand only puzzles themselves.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from posts.answering.answers import PREFIX, answers_in_words
from posts.bubbles import read
from posts.bubbles.naming import name_in_form
from posts.models import FIELDS, Post

DIGITS: Final = 12
LONGEST: Final = 20_000
ORDER: Final = "bubbles"


@dataclass(frozen=True)
class Parts:
    """A working copy by parts: digits by their names in the form, and the ids of the bubbles."""

    digits: Mapping[str, str]
    order: tuple[str, ...]

    def of_bubble(self, identity: str) -> dict[str, str]:
        """The parts of one bubble."""
        prefix = name_in_form(identity, "")
        return {name: digits for name, digits in self.digits.items() if name.startswith(prefix)}


def parts_of(copy: Mapping[str, Any]) -> Parts:
    """Of what `Post.working_copy` holds, with `answers` by the keys of the findings."""
    found = {name: _digits(copy[name]) for name in FIELDS if name != ORDER}
    bubbles = read(copy[ORDER])
    for bubble in bubbles:
        for field in bubble.fields:
            found[name_in_form(bubble.id, field.name)] = _digits(bubble.value(field.name))
    for key, words in (copy.get("answers") or {}).items():
        found[f"{PREFIX}{key}"] = _digits(words)
    return Parts(found, tuple(bubble.id for bubble in bubbles))


def copy_of(post: Post) -> dict[str, Any]:
    """The working copy with the answers."""
    return {**post.working_copy(), "answers": answers_in_words(post)}


def base_of(post: Post) -> str:
    """What the form carries."""
    parts = parts_of(copy_of(post))
    return json.dumps({**parts.digits, ORDER: parts.order}, separators=(",", ":"))


def read_base(words: str) -> Parts | None:
    """What a form has carried; None for anything else."""
    try:
        found = json.loads(words[:LONGEST])
    except ValueError:
        return None
    if not isinstance(found, dict) or not isinstance(found.get(ORDER), list):
        return None
    order = tuple(str(identity) for identity in found.pop(ORDER))
    return Parts({name: str(digits) for name, digits in found.items()}, order)


def _digits(value: Any) -> str:
    # A form asks for minutes, so that seconds are nobody's change.
    if isinstance(value, datetime):
        value = value.timestamp() // 60
    said = json.dumps(value or "", default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]
