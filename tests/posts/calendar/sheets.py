"""What a person sees in 予定表: the boxes of the table, and what is written about a post."""

from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from posts.models import Post
from tests.office import write
from tests.posts.pages import Page, words_of


def at(clock: str, *, days: int = 0) -> datetime:
    """A moment in the next month but one, so that all of it is still to come."""
    hour, minute = clock.split(":")
    first = (timezone.localdate().replace(day=1) + 2 * timedelta(days=31)).replace(day=10)
    day = first + timedelta(days=days)
    return timezone.make_aware(
        datetime(day.year, day.month, day.day, int(hour), int(minute))  # noqa: DTZ001 - made aware
    )


def draft(drafter: Staff, title: str, clock: str = "10:00", *, days: int = 0) -> Post:
    """A draft that is to go out on the 10th of that month, or so many days later."""
    return write(drafter, title=title, send_at=at(clock, days=days))


def month_of(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m}"


def look(client: Client, moment: datetime | None = None, **asked: str) -> Page:
    """予定表 of the month of a moment; without one, of `at`."""
    month = {"month": month_of(moment or at("10:00"))}
    return Page.of(client.get("/calendar/", {**month, **asked}))


def boxes(page: Page) -> dict[date, Element]:
    """The boxes of the table by their day."""
    return {
        date.fromisoformat(box.get("data-day") or ""): box
        for box in page.root.iter("td")
        if box.get("data-day")
    }


def on(page: Page, moment: datetime) -> str:
    """All words in the box of that day."""
    return words_of(boxes(page)[timezone.localdate(moment)])


def listed(page: Page) -> list[str]:
    """The posts of the list, by time: all words about each."""
    (found,) = (one for one in page.main.iter("div") if "calendar-list" in (one.get("class") or ""))
    return [words_of(item) for item in found.iter("li")]


def undated(page: Page) -> str:
    """All words in the box 日時未定."""
    cards = [one for one in page.main.iter("section") if one.get("aria-labelledby") == "undated"]
    return " ".join(words_of(card) for card in cards)
