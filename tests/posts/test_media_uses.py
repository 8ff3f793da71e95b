"""The library says where a picture is used: in drafts, and in what was submitted."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Staff
from approvals import decisions
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from broadcasts import sender
from media.uses import uses_of
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import submit
from tests.broadcasts.queue import due_post
from tests.media.files import upload
from tests.office import ask_approval, content, write
from tests.posts.answering import answer_all
from tests.posts.bubbles import TEXT
from tests.posts.pages import Page
from tests.standin import StandIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def test_drafts_and_submitted_posts_are_named_with_their_standing(drafter: Staff) -> None:
    item = upload(drafter)
    assert uses_of(item, staff=drafter) == []
    picture = {"id": "0000000a", "kind": "image", "image": item.pk, "alt": ""}
    post = write(drafter, title="朝市", bubbles=[TEXT, picture])
    ask_approval(drafter, title="写真のない投稿")
    assert [(use.title, use.standing) for use in uses_of(item, staff=drafter)] == [
        ("朝市", "下書き")
    ]
    answer_all(post, drafter)
    submit(post, actor=drafter, version=1, declared=EVERYTHING)
    (use,) = uses_of(item, staff=drafter)
    assert (use.standing, use.address) == ("承認待ち", post.get_absolute_url())


def test_a_picture_taken_out_of_a_draft_is_not_used_there(drafter: Staff) -> None:
    item = upload(drafter)
    picture = {"id": "0000000a", "kind": "image", "image": item.pk, "alt": ""}
    post = write(drafter, bubbles=[TEXT, picture])
    drafts.edit(Post.objects.get(), actor=drafter, version=1, fields=content())
    assert post.pk
    assert uses_of(item, staff=drafter) == []


def test_a_post_under_embargo_is_named_to_those_who_may_read_it_only(
    embargoed: Post, drafter: Staff, outsider: Staff
) -> None:
    item = upload(drafter)
    picture = {"id": "0000000a", "kind": "image", "image": item.pk, "alt": ""}
    fields = content(bubbles=[TEXT, picture], title=embargoed.title, send_at=embargoed.send_at)
    drafts.edit(embargoed, actor=drafter, version=1, fields=fields)
    assert [use.title for use in uses_of(item, staff=drafter)] == [embargoed.title]
    assert uses_of(item, staff=outsider) == []


def test_older_versions_are_named_with_who_and_when(drafter: Staff, manager: Staff) -> None:
    item = upload(drafter)
    picture = {"id": "0000000a", "kind": "image", "image": item.pk, "alt": ""}
    first = ask_approval(drafter, title="朝市", bubbles=[TEXT, picture])
    decisions.return_to_drafter(first, actor=manager, reason="別の写真にしてください。")
    post = Post.objects.get()
    drafts.edit(post, actor=drafter, version=post.version, fields=content(title="朝市"))
    answer_all(post, drafter)
    submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    (use,) = uses_of(item, staff=drafter)
    assert (use.part, use.standing, use.who) == ("第1版", "以前の版", drafter.with_section)
    assert use.at == first.submitted_at


def test_a_sent_post_is_named_with_the_time_of_its_sending(
    drafter: Staff, manager: Staff, as_drafter: Client, line_platform: StandIn
) -> None:
    item = upload(drafter)
    picture = {"id": "0000000a", "kind": "image", "image": item.pk, "alt": ""}
    post = due_post(drafter, manager, bubbles=[TEXT, picture])
    sender.drain()
    sent = trail.history_of(post).get(action=Action.SENDING_ACCEPTED)
    (use,) = uses_of(item, staff=drafter)
    assert (use.part, use.standing, use.at) == ("第1版", "配信済み", sent.at)
    seen = Page.of(as_drafter.get(item.get_absolute_url()))
    assert f"第1版、配信済み、{date_and_time(sent.at)}、{drafter.with_section}" in seen.words


def test_a_draft_after_a_return_is_named_beside_its_version(drafter: Staff, manager: Staff) -> None:
    item = upload(drafter)
    picture = {"id": "0000000a", "kind": "image", "image": item.pk, "alt": ""}
    revision = ask_approval(drafter, bubbles=[TEXT, picture])
    decisions.return_to_drafter(revision, actor=manager, reason="時刻を加えてください。")
    assert {use.part for use in uses_of(item, staff=drafter)} == {"下書き", "第1版"}
