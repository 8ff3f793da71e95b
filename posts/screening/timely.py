"""What has time made wrong of a text that was right when it was decided on?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.engine import blocking, findings_of
from posts.screening.findings import Finding
from posts.screening.lists import Lists
from posts.screening.rule import Rule
from posts.screening.rules import deadline_passed, past_date, relative_words

# The rules whose truth depends on nothing but the moment at which people read.
TIMELY: Final[tuple[Rule, ...]] = (relative_words.RULE, deadline_passed.RULE, past_date.RULE)


def overtaken(
    title: str, texts: Sequence[Text], *, category: str, kind: str, now: datetime
) -> tuple[Finding, ...]:
    """What must not be read by anybody at `now`, the moment of sending by the real clock."""
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
    return blocking(finding for rule in TIMELY for finding in findings_of(rule, draft))
