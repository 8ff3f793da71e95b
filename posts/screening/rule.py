"""What is a rule of screening, and how are its examples written?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from posts.screening.drafts import JAPAN, Draft, RecentPost, Text
from posts.screening.findings import Hit, Severity
from posts.screening.lists import Lists

# Examples are written on Thursday 2027-04-01 and sent on Friday.
EXAMPLE_NOW: Final = datetime(2027, 4, 1, 9, 0, tzinfo=JAPAN)
EXAMPLE_SEND_AT: Final = datetime(2027, 4, 2, 10, 0, tzinfo=JAPAN)


@dataclass(frozen=True)
class Rule:
    """One question asked of every draft.

    `name` is the name of the file; `title` and `source` (a policy clause id or the name of a
    source) are shown to staff; `severities` are all that `check` may yield.
    """

    name: str
    title: str
    severities: tuple[Severity, ...]
    source: str
    check: Callable[[Draft], Iterable[Hit]]


Example = str | Draft


def example(
    text: str,
    *,
    title: str = "お知らせ",
    category: str = "1",
    kind: str = "ordinary",
    send_at: datetime | None = EXAMPLE_SEND_AT,
    now: datetime = EXAMPLE_NOW,
    section: str = "広報統計課",
    lists: Lists | None = None,
    recent: tuple[RecentPost, ...] = (),
    easy: str = "",
    level: str = "",
) -> Draft:
    """A draft of one text bubble, for the examples of a rule."""
    texts = (Text("bubble:00000001", text, "text"),)
    return Draft(
        title=title,
        texts=(*texts, Text("easy", easy, "easy")) if easy else texts,
        category=category,
        kind=kind,
        send_at=send_at,
        now=now,
        section=section,
        lists=lists or Lists.standard(),
        recent=recent,
        level=level,
    )
