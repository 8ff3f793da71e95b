"""How a draft is submitted: frozen into a revision that nobody can change any more."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import appointments, notices
from accounts.models import Staff
from posts import declaration, lifecycle, states
from posts.answering.answers import given_to
from posts.answering.looking import Look, look_at_post
from posts.answering.shown import frozen
from posts.bubbles import read
from posts.composing import composed
from posts.content import Content, canonical
from posts.dates_ja import date_and_time
from posts.declaration import undeclared
from posts.kinds.choices import Kind
from posts.kinds.facts import named, source_of
from posts.models import Contribution, Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand, why_not_submit
from posts.readiness import what_holds_back
from posts.sealing import seal


class NotReady(Exception):
    """Something is missing; `problems` maps each field to what to do about it."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__(", ".join(found))
        self.problems = found


def submit(post: Post, *, actor: Staff, version: int, declared: Collection[str]) -> Revision:
    """承認依頼: freeze the working copy at `version`, and ask the account manager to decide (運用).

    `declared` are the names of the statements of `posts/declaration.py` that the actor has made
    for this very revision. Raises PermissionDenied, NotReady (also for what screening found and
    nobody has set right or answered), and ChangedMeanwhile when the copy is no longer the one
    that the actor saw.
    """
    demand(why_not_submit(actor, post))
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        if post.version != version or not post.is_open_for_editing:
            raise ChangedMeanwhile(f"post {post.pk} is no longer at version {version}")
        look = look_at_post(post, now=timezone.now())
        found = what_holds_back(post, at=look.draft.now, look=look) or undeclared(
            declared, post.kind
        )
        if found:
            raise NotReady(found)
        revision = _freeze(post, actor, look)
        states.keep_submitted(post, revision, actor=actor)
        Contribution.objects.create(post=post, staff=actor, kind=Contribution.Kind.SUBMITTED)
        _ask_the_account_manager(post, revision)
        lifecycle.mark_submitted(post, revision, actor=actor.as_actor())
    return revision


def _freeze(post: Post, actor: Staff, look: Look) -> Revision:
    content = _content(post, look)
    text = canonical(content)
    return Revision.objects.create(
        post=post,
        number=content.number,
        canonical=text,
        digest=seal(text),
        send_at=content.send_at,
        not_after=content.not_after,
        submitted_by=actor,
    )


def _content(post: Post, look: Look) -> Content:
    assert post.send_at is not None  # noqa: S101 - `problems` has just said so; for the type checker
    messages, media = composed(
        read(post.bubbles), easy=post.easy_text, is_drill=post.kind == Kind.DRILL
    )
    return Content(
        post=post.pk,
        number=post.revisions.count() + 1,
        title=post.title,
        category=post.category,
        confidentiality=post.confidentiality,
        audience=post.audience,
        send_at=post.send_at,
        not_after=post.send_at + timedelta(minutes=settings.SEND_WINDOW_MINUTES),
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
    )


def _ask_the_account_manager(post: Post, revision: Revision) -> None:
    manager = appointments.account_manager()
    if manager is None:
        return
    notices.tell(
        manager,
        subject=f"承認の依頼：{post.title_in_mails}",
        body=(
            f"{revision.submitted_by.with_section}から、LINEの投稿の承認依頼がありました。\n\n"
            f"件名：{post.title_in_mails}\n"
            f"配信日時：{date_and_time(revision.send_at)}\n\n"
            "内容を確かめて、承認または差戻しをしてください。\n"
            f"{settings.SITE_URL}{reverse('approval', args=[revision.pk])}\n"
        ),
    )
