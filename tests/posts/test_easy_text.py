"""やさしい日本語版: a further bubble at the end, counted among five, screened like the rest."""

import pytest
from django.test import Client

from accounts.models import Staff
from posts.content import read
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import NotReady, submit
from tests.office import TEXT, bubble, write
from tests.posts.editor import press, typed
from tests.posts.pages import Page

EASY = "市役所は 9時から あいています。"


def test_it_is_the_last_bubble(drafter: Staff) -> None:
    post = write(drafter, easy_text=EASY)
    revision = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    frozen = read(revision.canonical)
    assert [message["text"] for message in frozen.messages] == [TEXT, EASY]
    assert {"place": "easy", "kind": "easy", "text": EASY} in frozen.texts


def test_it_counts_among_five(drafter: Staff) -> None:
    five = [bubble(f"{number}番目のお知らせ。", f"0000000{number}") for number in range(1, 6)]
    post = write(drafter, bubbles=five, easy_text=EASY)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert "合わせて5つまで" in refused.value.problems["easy_text"]


def test_what_is_wrong_in_it_is_told_at_its_box(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, easy_text="○○公民館に 来てください。")
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/edit/?check"))
    assert "○○" in page.errors_at("easy_text")


def test_the_editor_keeps_it_and_shows_it(as_drafter: Client) -> None:
    press(as_drafter, "save", typed(easy_text=f"{EASY}\r\n2行目"))
    assert Post.objects.get().easy_text == f"{EASY}\n2行目"
    page = Page.of(as_drafter.post("/posts/preview/", typed(easy_text=EASY)))
    assert EASY in page.words
