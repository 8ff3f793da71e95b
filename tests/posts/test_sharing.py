"""共有: nothing is passed on without its source and how it was checked."""

from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Staff
from posts.choices import Status
from posts.content import read
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import NotReady, submit
from tests.approvals.deciding import read_page
from tests.office import tamper, write
from tests.posts.answering import answer_all
from tests.posts.editor import press, typed
from tests.posts.states import put

SOURCE: Final = {
    "kind": "share",
    "source_name": "青森県 危機管理局",
    "source_url": "https://www.pref.aomori.lg.jp/bousai/",
    "source_check": "県の公式ページを開き、電話でも確かめました。",
}


def share(drafter: Staff, **changes: Any) -> Post:
    return write(drafter, **{**SOURCE, **changes})


@pytest.mark.parametrize("missing", ["source_name", "source_url", "source_check"])
@pytest.mark.parametrize("nothing", ["", "　 ", "\u2063", "\u3164"])
def test_each_of_the_three_is_asked_for(nothing: str, missing: str, drafter: Staff) -> None:
    post = share(drafter, **{missing: nothing})
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert [*refused.value.problems] == [missing]
    with pytest.raises(IntegrityError, match="post_share_names_its_source"), transaction.atomic():
        tamper("UPDATE posts_post SET status = 'uncertain' WHERE id = %s", [post.pk])


def test_a_source_that_nobody_can_open_safely_is_refused(drafter: Staff) -> None:
    post = share(drafter, source_url="http://example.com/")
    with pytest.raises(NotReady, match="source_url"):
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def test_the_source_is_decided_on_and_shown_first(drafter: Staff, as_manager: Client) -> None:
    post = share(drafter)
    answer_all(post, drafter)
    revision = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    frozen = read(revision.canonical)
    assert frozen.kind == "share"
    assert frozen.source["check"] == SOURCE["source_check"]
    words = read_page(as_manager, revision).words
    assert words.index(SOURCE["source_check"]) < words.index("配信先")


def test_the_editor_tells_it_at_the_fields(as_drafter: Client) -> None:
    page = press(as_drafter, "confirm", typed(kind="share"))
    assert "発信元を入力してください" in page.errors_at("source_name")
    assert "確かめたか" in page.errors_at("source_check")


def test_other_kinds_need_no_source(drafter: Staff) -> None:
    post = write(drafter)
    put(post, Status.WITHDRAWN)
    assert submit(
        write(drafter, title="別のお知らせ"), actor=drafter, version=1, declared=EVERYTHING
    )
