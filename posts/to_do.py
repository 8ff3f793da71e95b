"""What is to be done before a post may be submitted? Each thing by itself, with the way there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from posts.answering.answers import PREFIX, given_to
from posts.answering.looking import Look, look_at_post
from posts.answering.shown import IN_WORDS, Shown, shown
from posts.loading import ON_THE_SCHEDULE
from posts.models import Post
from posts.readiness import what_holds_back
from posts.screening.findings import Severity

# Where the page about time and audience asks for what a field of the post holds.
ASKED_AT: Final = {"send_at": "send_on", "embargo_until": "embargo_on", "route": "audience"}


@dataclass(frozen=True)
class Todo:
    """One thing: how grave it is, in a sentence what to do, in which field, and the way there."""

    severity: Severity
    words: str
    field: str
    address: str
    excerpt: str = ""

    @property
    def how_grave(self) -> str:
        """In words."""
        return IN_WORDS[self.severity]


def to_do(post: Post, *, at: datetime, look: Look | None = None) -> list[Todo]:
    """Everything that holds the post back, the gravest first; empty when it may go on."""
    look = look or look_at_post(post, now=at)
    held = what_holds_back(post, at=at, look=look)
    findings = [
        one
        for one in shown(look, given_to(post))
        if one.finding.severity is Severity.BLOCKS or one.box in held
    ]
    blocking = [one for one in findings if not one.asks]
    asking = [one for one in findings if one.asks]
    return [*_missing(post, held, blocking), *_found(post, blocking), *_found(post, asking)]


def _missing(post: Post, held: dict[str, str], blocking: list[Shown]) -> Iterator[Todo]:
    told = {one.finding.words for one in blocking}
    for field, words in held.items():
        if not field.startswith(PREFIX) and words not in told:
            yield Todo(Severity.BLOCKS, words, field, _address(post, field))


def _found(post: Post, findings: list[Shown]) -> Iterator[Todo]:
    for one in findings:
        where = one.box if one.asks else one.field
        words = one.finding.words
        excerpt = "" if one.excerpt in words else one.excerpt
        yield Todo(one.finding.severity, words, where, _address(post, where), excerpt)


def _address(post: Post, field: str) -> str:
    page = "post_schedule" if field in ON_THE_SCHEDULE else "post_edit"
    return f"{reverse(page, args=[post.pk])}?check#id_{ASKED_AT.get(field, field)}"
