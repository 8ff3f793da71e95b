"""What did a rule find odd, where, how grave is it, and what should the drafter do?"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How far a finding holds a post back."""

    BLOCKS = "blocks"  # certain: it must be set right
    ASKS = "asks"  # may be right: the drafter says why, in words
    HINTS = "hints"  # can be read and left


@dataclass(frozen=True)
class Span:
    """Some characters of a text of the draft, by offsets into what the drafter wrote.

    `place` is "title", "bubble:<id>", "easy", or "" for the whole draft.
    """

    place: str
    start: int
    end: int
    excerpt: str


WHOLE = Span(place="", start=0, end=0, excerpt="")


@dataclass(frozen=True)
class Hit:
    """What a rule's check yields; the engine adds the name and the source of the rule.

    `about` replaces the excerpt in the key where more than the excerpt decides: an answer about
    「明日」 must not outlive another time of sending.
    """

    span: Span
    words: str
    severity: Severity
    fix: str | None = None
    names: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Finding:
    """One oddity. `fix` replaces text[start:end] of the place, where one replacement is certain."""

    rule: str
    severity: Severity
    place: str
    start: int
    end: int
    words: str
    source: str
    fix: str | None = None
    names: tuple[str, ...] = ()
    about: str = ""

    @property
    def key(self) -> str:
        """16 hex digits: the same as long as rule, place and the text concerned are the same.

        A finding about the whole draft concerns its category and longest sentence.
        """
        written = "\x1f".join((self.rule, self.place, self.about))
        return hashlib.sha256(written.encode()).hexdigest()[:16]
