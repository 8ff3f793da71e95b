"""Comments on a part of a post: attached by the quoted words, answered, and told without text."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Notice, Staff
from audit import trail
from audit.actions import Action
from posts import drafts
from posts.attaching import attached
from posts.commenting import comment, open_again, resolve
from posts.declaration import EVERYTHING
from posts.models import Comment, Post
from posts.moves import ChangedMeanwhile
from posts.submission import submit
from tests.office import BUBBLE, ask_approval, bubble, content, write
from tests.posts.answering import answer_all
from tests.posts.editor import boxes
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

PLACE = f"bubble:{BUBBLE}"


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, text="4月19日の午前10時に開きます。")


def state_of(post: Post) -> tuple[str, bool]:
    (one,) = attached(Post.objects.get(pk=post.pk), post.comments.all())
    return one.part, one.is_gone


def rewrite(post: Post, **changes: object) -> None:
    post.refresh_from_db()
    fields = content(send_at=post.send_at, **changes)
    drafts.edit(post, actor=post.drafter, version=post.version, fields=fields)


def test_whoever_may_read_comments_on_words_and_has_no_hand_in_the_post(
    post: Post, auditor: Staff, as_auditor: Client
) -> None:
    sent = {"place": "", "quote": "午前10時", "words": "開始は9時では。"}
    page = Page.of(as_auditor.post(f"/posts/{post.pk}/comments/", sent, follow=True))
    assert "吹き出し1（テキスト） 「午前10時」 開始は9時では。" in page.words
    assert Comment.objects.get().place == PLACE
    assert auditor not in post.contributors()


def test_the_drafter_is_told_by_mail_without_any_text(post: Post, auditor: Staff) -> None:
    comment(post, actor=auditor, words="開始は9時では。", place=PLACE, quote="午前10時")
    notice = Notice.objects.get()
    assert notice.recipient == post.drafter
    assert f"/posts/{post.pk}/comments/" in notice.body
    assert "午前10時" not in notice.body
    assert "9時では" not in notice.body


def test_several_comments_in_a_row_make_one_mail(
    post: Post, auditor: Staff, outsider: Staff
) -> None:
    for number in range(5):
        comment(post, actor=auditor, words=f"{number}つ目です。")
    assert Notice.objects.count() == 1
    comment(post, actor=outsider, words="別の人からです。")
    assert Notice.objects.count() == 2


def test_only_those_concerned_resolve(
    post: Post, drafter: Staff, outsider: Staff, auditor: Staff, manager: Staff
) -> None:
    made = comment(post, actor=auditor, words="9時では。")
    with pytest.raises(PermissionDenied):
        resolve(made, actor=outsider)
    for staff in (auditor, drafter, manager):
        resolve(made, actor=staff)
        open_again(made, actor=staff)


def test_nobody_is_told_of_the_own_comment(post: Post, drafter: Staff) -> None:
    comment(post, actor=drafter, words="あとで直す。")
    assert not Notice.objects.exists()


def test_it_stays_attached_while_the_words_stand_somewhere(post: Post, auditor: Staff) -> None:
    comment(post, actor=auditor, words="9時では。", place=PLACE, quote="午前10時")
    assert state_of(post) == ("吹き出し1（テキスト）", False)
    rewrite(post, bubbles=[bubble("はじめに", "11111111"), bubble("午前10時から", "22222222")])
    assert state_of(post) == ("吹き出し2（テキスト）", False)
    rewrite(post, bubbles=[bubble("午前9時から", "22222222")])
    assert state_of(post) == ("削除された吹き出し", True)


def test_that_the_words_are_gone_is_said(post: Post, auditor: Staff, as_drafter: Client) -> None:
    comment(post, actor=auditor, words="9時では。", place=PLACE, quote="午前10時")
    rewrite(post, text="午前9時に開きます。")
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/comments/"))
    assert "元の箇所は変わりました。" in page.words


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"words": ""}, "words", "コメントを入力してください。"),
        ({"words": "?", "quote": "ない言葉"}, "quote", "この言葉は、選んだ箇所にありません。"),
        (
            {"words": "?", "quote": "午前10時", "place": "title"},
            "quote",
            "この言葉は、選んだ箇所にありません。",
        ),
        ({"words": "?", "place": "bubble:00000000"}, "place", "正しく選択してください"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    sent: dict[str, str], field: str, message: str, post: Post, as_auditor: Client
) -> None:
    page = Page.of(as_auditor.post(f"/posts/{post.pk}/comments/", sent))
    assert message in page.errors_at(field)
    assert not Comment.objects.exists()


def test_it_is_resolved_once_by_whoever_reads(
    post: Post, auditor: Staff, drafter: Staff, as_drafter: Client
) -> None:
    made = comment(post, actor=auditor, words="9時では。")
    address = f"/posts/{post.pk}/comments/{made.pk}/resolution/"
    page = Page.of(as_drafter.post(address, follow=True))
    assert "未解決のコメントはありません。" in page.words
    made.refresh_from_db()
    assert made.resolved_by == drafter
    with pytest.raises(ChangedMeanwhile):
        resolve(made, actor=auditor)


def test_what_was_resolved_too_early_is_opened_again(
    post: Post, auditor: Staff, drafter: Staff, as_drafter: Client
) -> None:
    made = comment(post, actor=auditor, words="9時では。")
    resolve(made, actor=drafter)
    address = f"/posts/{post.pk}/comments/{made.pk}/reopening/"
    for said in ("コメントを未解決に戻しました。", "すでに未解決に戻っています。"):
        assert said in Page.of(as_drafter.post(address, follow=True)).words
    made.refresh_from_db()
    assert (made.resolved_at, made.resolved_by) == (None, None)
    actions = [entry.action for entry in trail.history_of(post)][-2:]
    assert actions == [Action.COMMENT_RESOLVED, Action.COMMENT_REOPENED]


def test_the_words_are_marked_in_the_preview_until_they_are_gone(
    post: Post, auditor: Staff, as_drafter: Client
) -> None:
    comment(post, actor=auditor, words="9時では。", place=PLACE, quote="午前\n10時")
    pages = [f"/posts/{post.pk}/", f"/posts/{post.pk}/comments/", f"/posts/{post.pk}/edit/"]
    marked = '<mark class="remarked">午前10時</mark>'
    for page in pages:
        answer = as_drafter.get(page).content.decode()
        assert marked in answer
        assert "9時では。" in answer
    rewrite(post, text="午前9時に開きます。")
    for page in pages:
        answer = as_drafter.get(page).content.decode()
        assert "<mark" not in answer
        assert "元の箇所は変わりました。" in answer


def test_the_mark_follows_the_typing(post: Post, auditor: Staff, as_drafter: Client) -> None:
    comment(post, actor=auditor, words="9時では。", place=PLACE, quote="午前10時")
    form = {"origin": str(post.origin), **boxes("会場は午前10時からです。")}
    assert "会場は<mark" in as_drafter.post("/posts/preview/", form).content.decode()


def test_words_that_stand_twice_are_told_apart_by_those_before(
    drafter: Staff, auditor: Staff, as_auditor: Client
) -> None:
    post = write(drafter, text="19日は午前10時、20日は午前10時に開きます。")
    sent = {"words": "20日は9時。", "place": PLACE, "quote": "午前10時", "before": "、20日は"}
    as_auditor.post(f"/posts/{post.pk}/comments/", {**sent, "at_post": "1"})
    answer = as_auditor.get(post.get_absolute_url()).content.decode()
    assert '、20日は<mark class="remarked">午前10時</mark>' in answer


def test_comments_stand_in_the_order_of_the_parts(post: Post, auditor: Staff) -> None:
    for place, quote in ((PLACE, "開きます"), ("title", "開庁"), ("", "")):
        comment(post, actor=auditor, words=f"{place}の話", place=place, quote=quote)
    found = attached(post, post.comments.all())
    assert [one.part for one in found] == ["投稿全体", "件名", "吹き出し1（テキスト）"]
    assert [one.number for one in found] == [1, 2, 3]


def test_open_ones_are_a_hint_at_submission_and_on_the_desk(
    post: Post, auditor: Staff, drafter: Staff, as_drafter: Client
) -> None:
    comment(post, actor=auditor, words="9時では。")
    assert "未解決のコメント1件" in Page.of(as_drafter.get("/")).words
    answer_all(post, drafter)
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/submission/"))
    assert "未解決のコメントが1件あります。" in page.words
    assert "承認を依頼する" in page.buttons
    submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def test_open_ones_are_counted_for_those_whom_they_concern(
    drafter: Staff, auditor: Staff, as_drafter: Client, as_auditor: Client, as_manager: Client
) -> None:
    post = ask_approval(drafter).post
    for words in ("一つ", "二つ"):
        comment(post, actor=drafter, words=words)
    assert "コメント（未解決2件）" in Page.of(as_auditor.get(post.get_absolute_url())).buttons
    assert "未解決のコメント2件" in Page.of(as_drafter.get("/posts/")).words
    assert "未解決のコメント2件" in Page.of(as_manager.get("/posts/")).words
    assert "未解決のコメント" not in Page.of(as_auditor.get("/posts/")).words


def test_the_approver_sees_them_first(drafter: Staff, as_manager: Client) -> None:
    revision = ask_approval(drafter)
    comment(revision.post, actor=drafter, words="会場は確かめ中です。")
    page = Page.of(as_manager.get(f"/approvals/{revision.pk}/"))
    assert "未解決のコメントが1件あります。" in page.words
    assert "会場は確かめ中です。" in page.words


def test_who_may_not_read_may_not_comment(embargoed: Post, outsider: Staff) -> None:
    with pytest.raises(PermissionDenied):
        comment(embargoed, actor=outsider, words="何ですか。")


def test_what_was_said_stays_said(post: Post, auditor: Staff) -> None:
    made = comment(post, actor=auditor, words="9時では。")
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.filter(pk=made.pk).update(words="10時では。")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
