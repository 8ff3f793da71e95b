"""What does screening look at: texts, their kind, the time of sending, the city's lists?"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from posts.screening.dates import Mention, mentions_in
from posts.screening.findings import Span
from posts.screening.lists import Lists
from posts.screening.normal import Normal, normal_form, without_addresses
from posts.screening.phones import Phone, phones_in

JAPAN: Final = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True)
class Text:
    """One text of a draft. `place`: "title", "bubble:<id>" or "easy".

    `kind`: "title", "easy" (やさしい日本語), "text", or the kind of the bubble it belongs to.
    """

    place: str
    text: str
    kind: str

    @cached_property
    def normal(self) -> Normal:
        return normal_form(self.text)

    @cached_property
    def prose(self) -> str:
        """The normal text with web and mail addresses blanked; offsets are those of normal."""
        return without_addresses(self.normal.text)

    @cached_property
    def phones(self) -> tuple[Phone, ...]:
        return phones_in(self.prose)

    def span(self, start: int, end: int) -> Span:
        """Where normal.text[start:end] was written."""
        return self.written(*self.normal.written(start, end))

    def written(self, start: int, end: int) -> Span:
        """The span of text[start:end] itself."""
        return Span(self.place, start, end, self.text[start:end])


@dataclass(frozen=True)
class RecentPost:
    """A post that was sent not long ago, or is about to be."""

    title: str
    text: str
    sent_at: datetime
    is_sent: bool = True


@dataclass(frozen=True)
class Draft:
    """Everything a rule may look at. `category` is a value of `posts.choices.Category`.

    `kind` and `level` are values of `posts.kinds.choices`; only an
    emergency has a level. Moments are aware.
    """

    title: str
    texts: tuple[Text, ...]
    category: str
    kind: str
    send_at: datetime | None
    now: datetime
    section: str
    lists: Lists
    recent: tuple[RecentPost, ...] = ()
    level: str = ""

    @cached_property
    def parts(self) -> tuple[Text, ...]:
        """Every text in reading order, the title first."""
        return (Text("title", self.title, "title"), *self.texts)

    @cached_property
    def dates(self) -> tuple[tuple[Text, Mention], ...]:
        """Every date that is mentioned, as read on the day of sending."""
        return tuple(
            (part, mention)
            for part in self.parts
            for mention in mentions_in(part.prose, self.sent.date())
        )

    @cached_property
    def sent(self) -> datetime:
        """When readers get it, as far as known, in Japan's time."""
        return (self.send_at or self.now).astimezone(JAPAN)
