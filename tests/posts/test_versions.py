"""Every submitted revision and every saved state can be compared, word by word and by bubble."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Staff
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, WorkingState
from posts.submission import submit
from tests.office import bubble, content, write
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(drafter: Staff, colleague: Staff) -> Post:
    """Written, corrected by a colleague, and submitted."""
    post = write(drafter, category="4", text="窓口は12番です。")
    fields = content(text="窓口は19番です。", send_at=post.send_at)
    post = drafts.edit(post, actor=colleague, version=1, fields=fields)
    submit(post, actor=drafter, version=2, declared=EVERYTHING)
    return post


def compared(client: Client, post: Post, query: str = "") -> str:
    page = Page.of(client.get(f"/posts/{post.pk}/versions/{query}"))
    (found,) = (one for one in page.root.iter("section") if one.get("aria-labelledby"))
    return words_of(found)


def test_any_two_are_compared_field_by_field(post: Post, as_auditor: Client) -> None:
    first, second, submitted = WorkingState.objects.order_by("pk")
    words = compared(as_auditor, post, f"?from=s{first.pk}&to=r1")
    assert "本文窓口は（削除）12（追加）19番です。" in words
    assert "分類（削除）暮らしに役立つ市内の情報（追加）八戸らしい地域情報" in words
    assert "配信日時" not in words
    assert "この2つの内容は同じです。" in compared(as_auditor, post, f"?from=s{second.pk}&to=r1")
    turned = compared(as_auditor, post, f"?from=r1&to=s{first.pk}")
    assert "本文窓口は（削除）19（追加）12番です。" in turned
    assert submitted.revision == post.revisions.get()


def test_at_first_the_last_two_are_compared(post: Post, as_auditor: Client) -> None:
    for query in ("", "?from=x&to=s0"):
        assert "この2つの内容は同じです。" in compared(as_auditor, post, query)


def test_each_says_who_left_it_and_what_it_was(post: Post, as_auditor: Client) -> None:
    words = Page.of(as_auditor.get(f"/posts/{post.pk}/versions/")).words
    assert "第1版（承認依頼） 観光課の工藤 美咲さん" in words
    assert "下書き 観光課の小笠原 葵さん" in words


def test_added_and_removed_bubbles_are_said(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, text="一つ目")
    fields = content(bubbles=[bubble("二つ目", "11111111")], send_at=post.send_at)
    drafts.edit(post, actor=drafter, version=1, fields=fields)
    words = compared(as_drafter, post)
    assert "追加：テキスト（追加）二つ目" in words
    assert "削除：テキスト（削除）一つ目" in words


def test_states_of_another_post_are_not_shown(
    post: Post, drafter: Staff, as_drafter: Client
) -> None:
    other = write(drafter, text="別の投稿の秘密").states.get()
    assert "秘密" not in compared(as_drafter, post, f"?from=s{other.pk}&to=r1")


def test_a_state_that_was_saved_by_hand_is_kept_as_it_is(post: Post) -> None:
    state = post.states.first()
    assert state is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        WorkingState.objects.filter(pk=state.pk).update(version=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        state.delete()


def test_of_a_single_state_nothing_is_compared(drafter: Staff, as_drafter: Client) -> None:
    words = Page.of(as_drafter.get(f"/posts/{write(drafter).pk}/versions/")).words
    assert "保存された内容は、まだ1つです。" in words
    assert "この2つの内容は同じです。" not in words
    assert "選んだ2つを比べる" not in words
