"""What does screening find in a working copy, in a form being filled in, or in a revision?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from posts.answering.places import Part, parts_of, texts_of
from posts.answering.recent import recent_posts
from posts.attachments import shelf_for
from posts.bubbles import Bubble, read
from posts.content import Content
from posts.models import Post
from posts.screening.drafts import Draft, Text
from posts.screening.engine import screen
from posts.screening.findings import Finding
from posts.screening_lists.reading import current_lists


@dataclass(frozen=True)
class Look:
    """One look at a draft: what was looked at, what was found, and which fields it lies in."""

    draft: Draft
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]

    def excerpt(self, finding: Finding) -> str:
        """The words that a finding is about; empty when it is about the whole draft."""
        texts = {part.place: part.text for part in self.draft.parts}
        return texts.get(finding.place, "")[finding.start : finding.end]


def look_at_post(post: Post, *, now: datetime) -> Look:
    """At the working copy of a post."""
    return look_at(
        post.working_copy(),
        read(post.bubbles),
        section=post.section.name,
        now=now,
        kind=post.kind,
        repeats=(post.pk, post.original_id),
        level=post.level,
    )


def still_so(look: Look, post: Post) -> Look:
    """What was found before a lock was taken; another look should anything have changed since.

    Screening takes its time, in which nobody else should wait for the lock.
    """
    bubbles = read(post.bubbles)
    draft = _draft(
        post.working_copy(),
        texts_of(bubbles, post.easy_text, shelf_for(bubbles)),
        section=post.section.name,
        now=look.draft.now,
        kind=post.kind,
        repeats=(post.pk, post.original_id),
        level=post.level,
    )
    return look if draft == look.draft else look_at_post(post, now=timezone.now())


def look_at(
    fields: dict[str, Any],
    bubbles: Sequence[Bubble],
    *,
    section: str,
    now: datetime,
    kind: str,
    repeats: Collection[int | None] = (),
    level: str = "",
) -> Look:
    """At fields as they were typed, kept or not; `repeats` are posts they say again on purpose."""
    easy = str(fields.get("easy_text") or "")
    shelf = shelf_for(bubbles)
    texts = texts_of(bubbles, easy, shelf)
    draft = _draft(fields, texts, section=section, now=now, kind=kind, repeats=repeats, level=level)
    return Look(draft, screen(draft), tuple(parts_of(bubbles, easy, shelf)))


def look_at_content(content: Content, *, now: datetime) -> Look:
    """At a frozen revision, by today's lists; what goes out at once goes out after its pause."""
    draft = Draft(
        title=content.title,
        texts=tuple(Text(one["place"], one["text"], one["kind"]) for one in content.texts),
        category=content.category,
        kind=content.kind,
        send_at=content.bounds(now)[0],
        now=now,
        section=content.section,
        lists=current_lists(),
        recent=recent_posts(now, leaving_out=(content.post, content.original.get("post"))),
        level=content.level,
    )
    return Look(draft, screen(draft), ())


def _draft(
    fields: dict[str, Any],
    texts: tuple[Text, ...],
    *,
    section: str,
    now: datetime,
    kind: str,
    repeats: Collection[int | None],
    level: str,
) -> Draft:
    return Draft(
        title=str(fields.get("title") or ""),
        texts=texts,
        category=str(fields.get("category") or ""),
        kind=kind,
        send_at=now if fields.get("at_once") else fields.get("send_at"),
        now=now,
        section=section,
        lists=current_lists(),
        recent=recent_posts(now, leaving_out=repeats),
        level=level,
    )
