"""How requests that wait come about in tests, and how people act on them in the browser."""

import uuid
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Section, Staff
from posts.choices import Category, Status
from posts.declaration import EVERYTHING
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post, Revision, RouteRule
from posts.routing.choices import RuleKind
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.approvals.standing_in import in_the_trail
from tests.office import ask_approval, bubble
from tests.posts.answering import answer_all
from tests.posts.pages import Page
from tests.posts.states import post_in

HOUR = timedelta(hours=1)


def browser_of(staff: Staff) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    sign_in(client, staff)
    return client


def press(client: Client, name: str, revision: Revision, **sent: str) -> Page:
    """Send one of the forms of page 1 and go wherever that leads."""
    return Page.of(client.post(reverse(name, args=[revision.pk]), sent, follow=True))


def look(client: Client, revision: Revision) -> Page:
    """Page 1."""
    return Page.of(client.get(reverse("approval", args=[revision.pk]), follow=True))


def soon(drafter: Staff) -> Revision:
    """Asked to go out at once."""
    return ask_approval(drafter, title="停電のお知らせ", at_once=True, send_at=None)


def correction(drafter: Staff) -> Revision:
    """A correction of something that was sent: urgent, at a time of its own."""
    post = follow_up(
        post_in(Status.SENT, drafter), Kind.CORRECTION, actor=drafter, origin=uuid.uuid4()
    )
    Post.objects.filter(pk=post.pk).update(
        bubbles=[bubble("【訂正】時刻を訂正します。")], send_at=timezone.now() + HOUR, at_once=False
    )
    post = Post.objects.get(pk=post.pk)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def away(staff: Staff) -> Absence:
    """Registered as absent since an hour, for an hour."""
    now = timezone.now()
    return in_the_trail(
        Absence.objects.create(
            staff=staff,
            starts_at=now - HOUR,
            ends_at=now + HOUR,
            category=AbsenceCategory.TRIP,
            registered_by=staff,
            registered_at=now - 2 * HOUR,
        )
    )


def rule(kind: RuleKind, by: Staff, *, consulted: Section | None = None) -> RouteRule:
    """A line of the table, about every post."""
    return RouteRule.objects.create(kind=kind, consulted=consulted, made_by=by, reason="試験")


def reviewed(drafter: Staff, by: Staff) -> Revision:
    """A request that has to pass 課内確認 first."""
    rule(RuleKind.REVIEW, by)
    return ask_approval(drafter)


def weighty(drafter: Staff) -> Revision:
    """A request that no deputy decides on."""
    return ask_approval(drafter, is_weighty=True)


def other(drafter: Staff) -> Revision:
    """A request of 分類「その他」."""
    return ask_approval(drafter, category=Category.OTHER.value)
