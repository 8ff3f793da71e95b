"""A correction is no way around the rules for other posts: what it is about, they go by."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts import drafts
from posts.choices import Status
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post
from posts.readiness import what_holds_back
from posts.routing.choices import RuleKind
from posts.routing.deciders import why_not_decide
from posts.routing.planning import plan
from tests.approvals.acting import browser_of, correction, look, rule
from tests.office import bubble, tamper
from tests.posts.pages import Page
from tests.posts.states import post_in


def begin(original: Post, staff: Staff, kind: Kind = Kind.CORRECTION) -> Post:
    original = Post.objects.get(pk=original.pk)
    return follow_up(original, kind, actor=staff, origin=uuid.uuid4())


def sent_days_ago(original: Post, days: int) -> None:
    ago = timedelta(days=days)
    tamper(
        "UPDATE posts_revision SET send_at = send_at - %s, decide_by = decide_by - %s", [ago, ago]
    )
    tamper("UPDATE posts_post SET send_at = send_at - %s", [ago])


def test_it_stays_weighty_and_of_the_category_of_its_original(drafter: Staff) -> None:
    original = post_in(Status.SENT, drafter)
    tamper("UPDATE posts_post SET is_weighty = true, category = '1'", [])
    made = begin(original, drafter)
    assert (made.is_weighty, made.category) == (True, "1")
    other = {"category": "3", "is_weighty": False, "title": "秋まつり"}
    made = drafts.edit(made, actor=drafter, version=made.version, fields=other)
    assert (made.is_weighty, made.category, made.title) == (True, "1", "秋まつり")


@pytest.mark.parametrize(
    ("kind", "heading"), [(Kind.CORRECTION, "【訂正】"), (Kind.CANCELLATION, "【中止・取消し】")]
)
def test_without_its_heading_it_is_not_submitted(kind: Kind, heading: str, drafter: Staff) -> None:
    made = begin(post_in(Status.SENT, drafter), drafter, kind)
    said = {"bubbles": [bubble(f"秋まつりのお知らせです。{heading}")]}
    made = drafts.edit(made, actor=drafter, version=made.version, fields=said)
    assert "で始めてください" in what_holds_back(made, at=timezone.now())["bubbles"]
    said = {"bubbles": [bubble(f"{heading}\n秋まつりのお知らせです。")]}
    made = drafts.edit(made, actor=drafter, version=made.version, fields=said)
    assert "bubbles" not in what_holds_back(made, at=timezone.now())


def test_after_fourteen_days_it_goes_the_usual_way(
    drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    made = begin(post_in(Status.SENT, drafter), drafter)
    rule(RuleKind.REVIEW, manager)
    sent_days_ago(made, 13)
    assert plan(Post.objects.get(pk=made.pk)) == ()
    sent_days_ago(made, 2)
    assert len(plan(Post.objects.get(pk=made.pk))) == 1


def test_after_fourteen_days_no_deputy_decides_because_it_is_urgent(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    assert why_not_decide(deputy, Post.objects.get(pk=revision.post_id)) == ""
    sent_days_ago(revision.post, 15)
    assert why_not_decide(deputy, Post.objects.get(pk=revision.post_id)) != ""
    assert why_not_decide(manager, Post.objects.get(pk=revision.post_id)) == ""


def test_who_decides_and_who_writes_see_what_citizens_read_and_when(
    drafter: Staff, manager: Staff
) -> None:
    revision = correction(drafter)
    original = revision.post.original
    assert original is not None
    sent_days_ago(original, 3)
    page = look(browser_of(manager), revision)
    assert "元の投稿（3日前に配信）" in page.words
    assert " ".join(original.text.split()) in page.words
    made = begin(original, drafter)
    page = Page.of(browser_of(drafter).get(reverse("post_edit", args=[made.pk])))
    assert "元の投稿（3日前に配信）" in page.words
    assert " ".join(original.text.split()) in page.words
