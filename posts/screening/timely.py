"""What has time made wrong of a text that was right when it was decided on?"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.engine import findings_of
from posts.screening.findings import Finding, Severity
from posts.screening.lists import Lists
from posts.screening.moved_days import moved
from posts.screening.rule import Rule
from posts.screening.rules import deadline_passed, past_date, relative_words

# The rules whose truth depends on nothing but the moment at which people read.
TIMELY: Final[tuple[Rule, ...]] = (relative_words.RULE, deadline_passed.RULE, past_date.RULE)
NAMES: Final = frozenset(rule.name for rule in TIMELY)


def overtaken(
    title: str,
    texts: Sequence[Text],
    *,
    category: str,
    kind: str,
    now: datetime,
    asked_for: datetime,
    settled: Collection[str],
) -> tuple[Finding, ...]:
    """What must not be read by anybody at `now`, the moment of sending by the real clock.

    `asked_for` is the time of sending that was approved; `settled` are the keys of the findings
    that the drafter saw and answered.
    """
    draft = Draft(
        title=title,
        texts=tuple(texts),
        category=category,
        kind=kind,
        send_at=now,
        now=now,
        section="",
        lists=Lists.standard(),
    )
    found = [finding for rule in TIMELY for finding in findings_of(rule, draft)]
    return (*moved(draft, asked_for=asked_for), *outdated(found, settled))


def outdated(found: Iterable[Finding], settled: Collection[str]) -> tuple[Finding, ...]:
    """Those that time has brought and nobody has answered: at that hour nobody is there to ask."""
    return tuple(
        finding
        for finding in found
        if finding.severity is Severity.BLOCKS
        or (
            finding.severity is Severity.ASKS
            and finding.rule in NAMES
            and finding.key not in settled
        )
    )
