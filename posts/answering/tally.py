"""How much did screening find that is still to be done? For the line above the buttons."""

from collections.abc import Iterable
from dataclasses import dataclass

from posts.answering.answers import says_why
from posts.answering.shown import Shown
from posts.screening.findings import Severity


@dataclass(frozen=True)
class Tally:
    """How many findings are to be set right, are still to be answered, and can be left."""

    to_mend: int
    to_check: int
    hints: int


def tally(findings: Iterable[Shown]) -> Tally:
    """Of all findings of a post; what was answered is no longer counted."""
    every = list(findings)
    return Tally(
        to_mend=sum(one.finding.severity is Severity.BLOCKS for one in every),
        to_check=sum(one.asks and not says_why(one.answer) for one in every),
        hints=sum(one.finding.severity is Severity.HINTS for one in every),
    )
