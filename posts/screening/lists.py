"""Which domains, telephone numbers, names and words does the city know of?"""

from collections.abc import Mapping
from dataclasses import dataclass

from posts.screening.shipped.domains import DOMAINS
from posts.screening.shipped.names import NAMES
from posts.screening.shipped.phones import PHONES
from posts.screening.shipped.words import WORDS


@dataclass(frozen=True)
class Word:
    """A word to look at; `kind` groups words, such as hearsay; staff are told the `reason`."""

    text: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Lists:
    """What administrators edit; `phones` maps the name of a section to its numbers."""

    domains: tuple[str, ...]
    phones: Mapping[str, tuple[str, ...]]
    allowed_names: tuple[str, ...]
    words: tuple[Word, ...]

    @classmethod
    def standard(cls) -> "Lists":
        """What ships; an installation edits its own copy."""
        return STANDARD


STANDARD = Lists(
    domains=DOMAINS,
    phones=PHONES,
    allowed_names=NAMES,
    words=tuple(Word(text, kind, reason) for text, kind, reason in WORDS),
)
