"""訂正 and 中止・取消し: prepared, linked both ways, marked wherever the original is seen."""

import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit import trail
from posts import drafts
from posts.choices import FOLLOWED, Status
from posts.content import read
from posts.declaration import EVERYTHING
from posts.kinds.choices import Kind
from posts.kinds.facts import named
from posts.kinds.following import follow_up
from posts.lifecycle import mark_sent
from posts.models import Post
from posts.submission import NotReady, submit
from tests.office import ask_approval, bubble, content, write
from tests.posts.answering import answer_all
from tests.posts.pages import Page
from tests.posts.states import post_in, put


@pytest.fixture
def original(drafter: Staff) -> Post:
    return post_in(Status.SENT, drafter)


def begin(original: Post, staff: Staff, kind: Kind = Kind.CORRECTION) -> Post:
    return follow_up(original, kind, actor=staff, origin=uuid.uuid4())


@pytest.mark.parametrize("kind", [Kind.CORRECTION, Kind.CANCELLATION])
def test_the_button_prepares_a_text_that_names_the_original(
    kind: Kind, original: Post, as_drafter: Client
) -> None:
    page = Page.of(as_drafter.get(original.get_absolute_url()))
    sent = {"follows": kind.value, "origin": page.value_of("origin")}
    for _ in range(2):  # a second press makes no second draft
        page = Page.of(
            as_drafter.post(reverse("post_following", args=[original.pk]), sent, follow=True)
        )
    made = Post.objects.get(original=original)
    assert page.headings == ["投稿を編集"]
    assert original.title not in made.text
    assert "にお知らせした「市役所本館の開庁時間をご案内します」" in made.text
    assert made.kind == kind
    assert original.title in page.words


def test_a_prepared_text_is_not_submitted_as_it_is(original: Post, drafter: Staff) -> None:
    made = begin(original, drafter)
    with pytest.raises(NotReady):
        submit(made, actor=drafter, version=made.version, declared=EVERYTHING)


def test_the_revision_names_the_original(original: Post, drafter: Staff) -> None:
    made = begin(original, drafter)
    fields = content(title="訂正", text="【訂正】\n（誤）午後5時\n（正）午後6時")
    made = drafts.edit(made, actor=drafter, version=made.version, fields=fields)
    answer_all(made, drafter)
    frozen = read(submit(made, actor=drafter, version=made.version, declared=EVERYTHING).canonical)
    assert (frozen.kind, frozen.original["post"]) == ("correction", original.pk)
    assert frozen.original["title"] == original.title


def test_an_edit_leaves_the_kind_and_the_link(original: Post, drafter: Staff) -> None:
    made = begin(original, drafter)
    edited = drafts.edit(
        made, actor=drafter, version=1, fields={"kind": "ordinary", "bubbles": [bubble("別")]}
    )
    assert (edited.kind, edited.original) == ("correction", original)


def test_once_it_is_sent_the_original_is_marked_everywhere(
    original: Post, drafter: Staff, as_auditor: Client
) -> None:
    made = begin(original, drafter, Kind.CANCELLATION)
    lists = [reverse("home"), reverse("post_list"), original.get_absolute_url()]
    assert "取消し済み" not in Page.of(as_auditor.get(lists[0])).words
    assert "準備しています" in Page.of(as_auditor.get(lists[2])).words
    made = drafts.edit(
        made,
        actor=drafter,
        version=1,
        fields=content(title="取消し", text="【中止・取消し】\n開館を取りやめます。"),
    )
    answer_all(made, drafter)
    submit(made, actor=drafter, version=made.version, declared=EVERYTHING)
    put(made, Status.SENT)
    for address in lists[:2]:
        assert "取消し済み" in Page.of(as_auditor.get(address)).words
    assert "取り消したことを市民に知らせました" in Page.of(as_auditor.get(lists[2])).words
    assert original.title in Page.of(as_auditor.get(made.get_absolute_url())).words


@pytest.mark.parametrize("status", sorted(set(Status) - set(FOLLOWED)))
def test_only_what_was_or_may_have_been_sent_is_followed(status: Status, drafter: Staff) -> None:
    post = post_in(status, drafter)
    with pytest.raises(PermissionDenied):
        begin(post, drafter)
    with pytest.raises(IntegrityError, match="was not sent"), transaction.atomic():
        Post.objects.filter(pk=write(drafter).pk).update(original=post, kind="correction")


def test_postgresql_ties_the_kind_to_the_link(original: Post, drafter: Staff) -> None:
    for change in ({"kind": "correction"}, {"original": original}):
        with pytest.raises(IntegrityError, match="post_follows"), transaction.atomic():
            Post.objects.filter(pk=write(drafter).pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Post.objects.filter(pk=original.pk).update(kind="share")


def test_the_origin_of_another_draft_makes_no_correction(
    original: Post, drafter: Staff, as_drafter: Client
) -> None:
    other = write(drafter)
    sent = {"follows": "correction", "origin": str(other.origin)}
    address = reverse("post_following", args=[original.pk])
    assert as_drafter.post(address, sent).status_code == 403
    other.refresh_from_db()
    assert other.kind == "ordinary"


def test_an_unknown_kind_is_no_button_of_ours(original: Post, as_drafter: Client) -> None:
    address = reverse("post_following", args=[original.pk])
    assert as_drafter.post(address, {"follows": "drill"}).status_code == 400


def test_the_time_is_the_one_at_which_it_really_went_out(drafter: Staff) -> None:
    original = post_in(Status.SENDING, drafter)
    with time_machine.travel("2027-04-29 12:34+09:00", tick=False):
        mark_sent(original, actor=trail.SYSTEM, detail={})
    original.refresh_from_db()
    made = begin(original, drafter)
    assert "2027年4月29日（木・祝）12:34にお知らせした" in made.text
    assert named(original)["sent_at"] == "2027-04-29T03:34:00+00:00"


@pytest.mark.parametrize("text", ["【お知らせ】", "長" * 41])
def test_what_cannot_name_it_leaves_a_gap(text: str, drafter: Staff) -> None:
    revision = ask_approval(drafter, text=text)
    put(revision.post, Status.SENT)
    made = begin(Post.objects.get(pk=revision.post_id), drafter)
    assert "「｛お知らせの名前｝」" in made.text


def test_a_time_that_nobody_knows_is_a_gap(drafter: Staff) -> None:
    revision = ask_approval(drafter, at_once=True, send_at=None)
    put(revision.post, Status.UNCERTAIN)
    made = begin(Post.objects.get(pk=revision.post_id), drafter)
    assert "｛お知らせした日時｝にお知らせした" in made.text
