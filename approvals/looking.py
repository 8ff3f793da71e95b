"""What does somebody who decides want to see apart: days, links, other posts of the same day?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from accounts.models import Staff
from audit.dates_ja import date_only
from posts.answering.looking import Look, look_at_content
from posts.content import Content
from posts.models import Post
from posts.screening.links import belongs_to, links_in
from posts.timing import neighbours

# Keys of LINE's message objects that lead somewhere.
ADDRESSES: Final = ("uri", "linkUri")


@dataclass(frozen=True)
class NamedDay:
    """A date as it was written, and the day that it is; `far` counts from the day of sending."""

    written: str
    day: str
    far: str


@dataclass(frozen=True)
class NamedLink:
    """An address in the post, where it leads, and whether the city knows that place."""

    address: str
    host: str
    is_known: bool


def seen_apart(content: Content, staff: Staff, post: Post) -> dict[str, Any]:
    """What page 1 shows beside the words."""
    look = look_at_content(content, now=timezone.now())
    return {
        "days": days_of(look, _day_of(content)),
        "links": links_of(content, look),
        "same_day": same_day(content, staff, post),
    }


def days_of(look: Look, sent_on: date) -> list[NamedDay]:
    """Every date of the words once, in reading order, with the day that it means."""
    found: dict[tuple[str, date | None], NamedDay] = {}
    for part, mention in look.draft.dates:
        start, end = part.normal.written(mention.start, mention.end)
        written = " ".join(part.text[start:end].split())
        day = mention.day
        found.setdefault(
            (written, day),
            NamedDay(
                written, date_only(day) if day else "この日付はありません", _far(day, sent_on)
            ),
        )
    return list(found.values())


def links_of(content: Content, look: Look) -> list[NamedLink]:
    """Every address in texts and behind buttons and pictures, once."""
    written = (link.address for part in look.draft.parts for link in links_in(part.text))
    behind = (link for message in content.messages for link in _behind(message))
    found: dict[str, NamedLink] = {}
    for address in (*written, *behind):
        for link in links_in(address):
            is_known = belongs_to(link.host, look.draft.lists.domains)
            found.setdefault(address, NamedLink(address, link.host, is_known))
    return list(found.values())


def same_day(content: Content, staff: Staff, post: Post) -> list[Post]:
    """What else citizens get on the day, as far as this person may read it."""
    moment, day = when_read(content), _day_of(content)
    timed = [
        other
        for other in neighbours(moment, staff=staff, but=post)
        if other.send_at and timezone.localdate(other.send_at) == day
    ]
    return timed if day != timezone.localdate() else [*_at_once(staff, post), *timed]


def _at_once(staff: Staff, post: Post) -> list[Post]:
    """What waits to go out today without a time of its own, and so is nobody's neighbour yet."""
    waiting = Post.objects.visible_to(staff).waiting().filter(at_once=True, send_at=None)
    return list(waiting.exclude(pk=post.pk).by_time())


def _day_of(content: Content) -> date:
    return timezone.localdate(when_read(content))


def _far(day: date | None, sent_on: date) -> str:
    if day is None:
        return ""
    days = (day - sent_on).days
    if days == 0:
        return "配信の日"
    return f"配信の{days}日後" if days > 0 else f"配信の{-days}日前"


def _behind(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ADDRESSES and isinstance(value, str):
                yield value
            else:
                yield from _behind(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _behind(one)


def when_read(content: Content) -> datetime:
    """The time that stands beside the bubbles."""
    return timezone.now() if content.at_once else content.send_at
