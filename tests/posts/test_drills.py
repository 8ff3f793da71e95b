"""訓練: labelled by the renderer, and not submitted as long as there is nobody but everyone."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Staff
from posts.bubbles import new, read
from posts.composing import composed
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import NotReady, submit
from tests.office import bubble, tamper, write
from tests.posts.editor import press, typed
from tests.posts.pages import Page

TEXT = "これは訓練です。避難所を開きました。"


def test_the_label_is_written_by_the_renderer(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, kind="drill", text=TEXT)
    assert "【訓練】" not in post.text
    page = Page.of(as_drafter.get(post.get_absolute_url()))
    assert "【訓練】" in page.words
    messages, _ = composed(read(post.bubbles), easy="くんれんです。", is_drill=True)
    assert [message["text"][:4] for message in messages] == ["【訓練】"] * 2


def test_the_preview_shows_the_label_while_it_is_written(as_drafter: Client) -> None:
    page = Page.of(as_drafter.post("/posts/preview/", typed(kind="drill", text=TEXT)))
    assert "【訓練】" in page.words


def test_a_drill_waits_for_the_test_group_and_says_so(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, kind="drill", text=TEXT)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert "友だち全員へは配信できません" in refused.value.problems["kind"]
    page = press(as_drafter, "confirm", typed(kind="drill", text=TEXT))
    assert "友だち全員へは配信できません" in page.errors_at("kind")


@pytest.mark.parametrize("status", ["in_approval", "approved", "sending", "sent"])
def test_postgresql_keeps_a_drill_for_everyone_on_the_desk(status: str, drafter: Staff) -> None:
    post = write(drafter, kind="drill", text=TEXT)
    with pytest.raises(IntegrityError), transaction.atomic():
        tamper("UPDATE posts_post SET status = %s WHERE id = %s", [status, post.pk])
    assert Post.objects.get().status == "draft"


def test_a_picture_by_itself_cannot_say_that_it_is_a_drill(drafter: Staff) -> None:
    picture = new("image")
    post = write(drafter, kind="drill", bubbles=[bubble(TEXT), picture.stored()])
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert "訓練" in refused.value.problems[f"{picture.id}-image"]
