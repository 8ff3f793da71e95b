"""修正案 in the browser: written with a comment, seen as a difference, taken over by one button."""

import pytest
from django.test import Client

from accounts.models import Staff
from posts.commenting import comment
from posts.models import Comment, Post
from tests.accounts.sign_in import sign_in
from tests.office import BUBBLE, content, write
from tests.posts.emergencies.writing import approved_skeleton, write_emergency
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

PLACE = f"bubble:{BUBBLE}"
BUTTON = "この案に直す：午前9時"
WARNING = "修正案が採用されると、この投稿を決裁できなくなります。"


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, text="19日の午前10時に開きます。")


@pytest.fixture
def made(post: Post, auditor: Staff) -> Comment:
    words = {"place": PLACE, "quote": "午前10時", "proposal": "午前9時"}
    return comment(post, actor=auditor, words="条例を見てください。", **words)


def pages_of(post: Post) -> list[str]:
    return [f"/posts/{post.pk}/", f"/posts/{post.pk}/comments/"]


def press(client: Client, made: Comment, **sent: str) -> Page:
    post = Post.objects.get(pk=made.post_id)
    address = f"/posts/{post.pk}/comments/{made.pk}/adoption/"
    return Page.of(client.post(address, {"version": post.version, **sent}, follow=True))


def test_a_proposal_is_written_without_a_remark(post: Post, as_auditor: Client) -> None:
    sent = {"place": "", "quote": "午前10時", "proposal": "午前9時\r\nから", "words": ""}
    page = Page.of(as_auditor.post(f"/posts/{post.pk}/comments/", sent, follow=True))
    assert "コメントを書きました。" in page.words
    assert "修正案午前（削除）10（追加）9時（追加） から" in page.words
    assert Comment.objects.get().proposal == "午前9時\nから"


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"words": "", "proposal": ""}, "words", "コメントを入力してください。"),
        ({"proposal": "正午"}, "quote", "直す言葉を入力してください。"),
        ({"proposal": "午前10時", "quote": "午前10時"}, "proposal", "いまの言葉と同じです。"),
        ({"proposal": "閉", "quote": "開", "place": PLACE}, "proposal", "前後の言葉も含めて"),
        ({"proposal": "閉", "quote": "開"}, "place", "どの箇所の言葉を直すのか"),
        ({"proposal": "正\n午", "quote": "開庁", "place": "title"}, "proposal", "改行できません"),
        ({"proposal": "\0", "quote": "午前10時"}, "proposal", "特殊な文字"),
    ],
)
def test_what_cannot_be_taken_over_is_said_before_it_is_sent(
    sent: dict[str, str], field: str, message: str, drafter: Staff, as_auditor: Client
) -> None:
    post = write(drafter, text="19日の午前10時に開き、開きます。")
    page = Page.of(as_auditor.post(f"/posts/{post.pk}/comments/", sent))
    assert message in page.errors_at(field)
    assert not Comment.objects.exists()


def test_the_drafter_sees_the_difference_and_the_button(
    post: Post, made: Comment, as_drafter: Client, as_auditor: Client
) -> None:
    for address in pages_of(post):
        page = Page.of(as_drafter.get(address))
        assert "修正案午前（削除）10（追加）9時" in page.words
        assert BUTTON in page.buttons
        assert BUTTON not in Page.of(as_auditor.get(address)).buttons


def test_one_press_puts_it_into_the_post(post: Post, made: Comment, as_drafter: Client) -> None:
    page = press(as_drafter, made, at_post="1")
    assert page.headings == [post.title]
    assert "修正案のとおりに直し、コメントを解決済みにしました。" in page.words
    assert Post.objects.get().text == "19日の午前9時に開きます。"
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/comments/"))
    assert "この案に直しました。" in page.words
    assert BUTTON not in page.buttons


def test_what_was_saved_meanwhile_is_not_overwritten(
    post: Post, made: Comment, as_drafter: Client
) -> None:
    for version in ("0", "2", "", "１", "x"):
        page = press(as_drafter, made, version=version)
        assert "この画面を開いた後に、投稿かコメントが変わりました。" in page.words
    assert Post.objects.get().text == "19日の午前10時に開きます。"
    assert not Comment.objects.get().is_adopted


def test_words_that_are_gone_or_doubled_have_no_button(
    post: Post, made: Comment, drafter: Staff, as_drafter: Client
) -> None:
    for text, said in (
        ("午前8時です。", "直す言葉が、いまの投稿の中に見つかりません。"),
        ("午前10時、午前10時。", "同じ言葉が2か所以上にあり、どれを直すのか決められません。"),
    ):
        Post.objects.update(bubbles=content(text=text)["bubbles"])
        for address in pages_of(post):
            page = Page.of(as_drafter.get(address))
            assert said in page.words
            assert BUTTON not in page.buttons
        assert f"{said}「編集する」から直してください。" in press(as_drafter, made).words
        assert Post.objects.get().text == text


def test_who_decides_reads_before_what_is_lost_by_it(
    post: Post, as_manager: Client, as_auditor: Client, reviewer: Staff
) -> None:
    as_reviewer = Client()
    sign_in(as_reviewer, reviewer)
    for address in pages_of(post):
        assert WARNING in Page.of(as_manager.get(address)).words
        assert "課内確認と合議ができなくなります。" in Page.of(as_reviewer.get(address)).words
        assert "できなくなります" not in Page.of(as_auditor.get(address)).words


def test_the_drafter_reads_whom_the_post_would_lose(
    post: Post, manager: Staff, as_drafter: Client
) -> None:
    words = {"place": PLACE, "quote": "午前10時", "proposal": "午前9時"}
    comment(post, actor=manager, words="", **words)
    for address in pages_of(post):
        page = Page.of(as_drafter.get(address))
        assert "この案に直すと、田中 恵子さんはこの投稿を決裁できなくなります。" in page.words


def test_of_an_emergency_no_other_words_are_asked_for(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    for address in pages_of(post):
        assert "この言葉に直す案" not in Page.of(as_manager.get(address)).words


def test_a_comment_without_a_proposal_is_not_taken_over(
    post: Post, auditor: Staff, as_drafter: Client
) -> None:
    plain = comment(post, actor=auditor, words="見ました。")
    assert press(as_drafter, plain).status == 404
