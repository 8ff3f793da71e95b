"""A copy of a post is a new draft of the own section: the words, and nothing that was decided."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts.choices import Status
from posts.commenting import comment
from posts.duplicating import duplicate
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import ask_approval, write
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def test_a_copy_has_the_words_but_no_time_no_class_no_decision_and_no_comments(
    drafter: Staff, outsider: Staff
) -> None:
    post = ask_approval(drafter).post
    comment(post, actor=outsider, words="確かめてください。")
    copy = duplicate(post, actor=outsider, origin=uuid.uuid4())
    assert (copy.title, copy.text, copy.category) == (post.title, post.text, post.category)
    assert (copy.section, copy.drafter, copy.status) == (outsider.section, outsider, Status.DRAFT)
    assert (copy.send_at, copy.confidentiality, copy.current_revision) == (None, "", None)
    assert not copy.comments.exists()
    assert set(copy.contributors()) == {drafter, outsider}  # whose words, and whose copy
    entry = trail.history_of(copy).get()
    assert (entry.action, entry.detail) == (Action.POST_CREATED, {"copied_from": post.pk})


def test_the_button_leads_to_the_copy_once_and_the_page_says_where_from(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter, title="前の年のお知らせ")
    address = f"/posts/{post.pk}/duplication/"
    origin = Page.of(as_drafter.get(post.get_absolute_url())).value_of("origin")
    first, second = (as_drafter.post(address, {"origin": origin}) for _ in "12")
    assert first["Location"] == second["Location"]
    copy = Post.objects.exclude(pk=post.pk).get()
    page = Page.of(as_drafter.get(copy.get_absolute_url()))
    assert "「前の年のお知らせ」を複製しました。" in page.words


def test_only_drafters_copy(drafter: Staff, auditor: Staff) -> None:
    post = write(drafter)
    with pytest.raises(PermissionDenied):
        duplicate(post, actor=auditor, origin=uuid.uuid4())


def test_a_copy_does_not_undo_an_embargo(
    drafter: Staff, manager: Staff, outsider: Staff, embargoed: Post
) -> None:
    with pytest.raises(PermissionDenied):
        duplicate(embargoed, actor=outsider, origin=uuid.uuid4())
    copy = duplicate(embargoed, actor=manager, origin=uuid.uuid4())
    assert copy.embargo_until == embargoed.embargo_until
    client = Client()
    sign_in(client, outsider)
    assert client.get(copy.get_absolute_url()).status_code == 404
