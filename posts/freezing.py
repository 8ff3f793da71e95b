"""How does a working copy become a revision, which nobody can change any more?"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from accounts.models import Staff
from line import friends
from posts import declaration
from posts.answering.answers import given_to
from posts.answering.looking import Look
from posts.answering.shown import frozen
from posts.bubbles import read
from posts.composing import composed
from posts.content import Content, canonical
from posts.kinds.choices import Kind
from posts.kinds.facts import named, source_of
from posts.models import Post, Revision
from posts.moments import pause_of
from posts.routing import planning
from posts.sealing import seal


def freeze(post: Post, *, actor: Staff, look: Look) -> Revision:
    """The next revision, with the steps it has to pass; `look` is what screening found just now.

    To be called under the lock of the post, once nothing is missing any more.
    """
    planned = planning.plan(post)
    content = _content(post, look, planning.frozen(planned))
    text = canonical(content)
    revision = Revision.objects.create(
        post=post,
        number=content.number,
        canonical=text,
        digest=seal(text),
        send_at=content.send_at,
        not_after=content.not_after,
        decide_by=content.decide_by,
        at_once=content.at_once,
        is_weighty=content.is_weighty,
        submitted_by=actor,
    )
    planning.lay_out(revision, planned)
    return revision


def _content(post: Post, look: Look, route: tuple[dict[str, Any], ...]) -> Content:
    messages, media = composed(
        read(post.bubbles), easy=post.easy_text, is_drill=post.kind == Kind.DRILL
    )
    send_at, decide_by, not_after = _times(post, look.draft.now)
    return Content(
        post=post.pk,
        number=post.revisions.count() + 1,
        title=post.title,
        category=post.category,
        confidentiality=post.confidentiality,
        audience=post.audience,
        send_at=send_at,
        not_after=not_after,
        decide_by=decide_by,
        messages=messages,
        media=media,
        kind=post.kind,
        section=post.section.name,
        original=named(post.original),
        source=source_of(post),
        texts=tuple(
            {"place": one.place, "kind": one.kind, "text": one.text} for one in look.draft.texts
        ),
        findings=frozen(look, given_to(post)),
        declaration=declaration.frozen(post.kind),
        at_once=post.at_once,
        pause_seconds=pause_of(post) if post.at_once else 0,
        window_minutes=settings.SEND_WINDOW_MINUTES,
        is_weighty=planning.is_weighty_now(post),
        level=post.level,
        written_from=post.written_from_id,
        route=route,
        estimate=_estimate(),
    )


def _times(post: Post, now: datetime) -> tuple[datetime, datetime, datetime]:
    """From when it may be sent, until when it is decided on, after when it is sent no more.

    What goes out at once has bounds of its own with each decision, within these.
    """
    window = timedelta(minutes=settings.SEND_WINDOW_MINUTES)
    if post.at_once:
        decide_by = now + timedelta(minutes=settings.AT_ONCE_DECIDE_MINUTES)
        return now, decide_by, decide_by + timedelta(seconds=pause_of(post)) + window
    assert post.send_at is not None  # noqa: S101 - what is missing was told before; for the type checker
    return post.send_at, post.send_at, post.send_at + window


def _estimate() -> dict[str, object]:
    counted = friends.latest()
    return {"people": counted.reachable, "day": counted.day.isoformat()} if counted else {}
