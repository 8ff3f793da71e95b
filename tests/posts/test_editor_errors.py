"""What the editor says to wrong input: in Japanese, at its field, with everything typed kept."""

import re
from datetime import timedelta
from typing import Final

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import BUBBLE, write
from tests.posts.editor import BODY, TYPED_FIELDS, boxes, opened, press, to_be_sent, typed
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

LIMIT: Final = 5000
# What a draft may be without, but not what is to be decided on.
INCOMPLETE: Final = {
    "no category": ({"category": ""}, "category", "分類を選んでください"),
    "no class": ({"confidentiality": ""}, "confidentiality", "機密性を選んでください"),
    "class 2": ({"confidentiality": "2"}, "confidentiality", "機密性2以上の情報は発信できません"),
    "empty text": ({BODY: ""}, BODY, "本文を入力してください"),
    "blank text": ({BODY: " \u3000\n"}, BODY, "本文を入力してください"),
    "no time at all": (
        {"send_on": "", "send_time": ""},
        "send_on",
        "配信する日付と時刻を入力してください",
    ),
    "past": ({"send_on": "2020-01-01"}, "send_on", "配信日時が過ぎています"),
    "far ahead": ({"send_on": "2099-04-29"}, "send_on", "年を確かめてください"),
    "nothing to be seen": ({BODY: "\u200b\u3164 \u00ad"}, BODY, "本文を入力してください"),
}
# What cannot even be kept as a draft.
IMPOSSIBLE: Final = {
    "last year of all": ({"send_on": "9999-12-31"}, "send_on", "年を確かめてください"),
    "turned order": ({BODY: "避難\u202e所"}, BODY, "目に見えない特殊な文字"),
    "a steering character": ({BODY: "避難\u0008所"}, BODY, "目に見えない特殊な文字"),
    "no title": ({"title": ""}, "title", "件名を入力してください"),
    "blank title": ({"title": " \u3000"}, "title", "件名を入力してください"),
    "long title": ({"title": "件" * 101}, "title", "100 文字以下"),
    "unknown category": ({"category": "9"}, "category", "正しく選択してください"),
    "unknown class": ({"confidentiality": "0"}, "confidentiality", "正しく選択してください"),
    "unknown audience": ({"audience": "市外"}, "audience", "正しく選択してください"),
    "one too long": ({BODY: "あ" * 5001}, BODY, "本文が1文字分長すぎます"),
    "emoji count twice": ({BODY: "😀" * 2501}, BODY, "本文が2文字分長すぎます"),
    "date without time": ({"send_time": ""}, "send_time", "配信時刻も入力してください"),
    "time without date": ({"send_on": ""}, "send_on", "配信日も入力してください"),
    "nonsense date": ({"send_on": "あした"}, "send_on", "例：2027-04-29"),
    "no such day": ({"send_on": "2027-02-29"}, "send_on", "例：2027-04-29"),
    "year of five digits": ({"send_on": "12027-04-29"}, "send_on", "例：2027-04-29"),
    "nonsense time": ({"send_time": "朝"}, "send_time", "例：10:00"),
    "no such time": ({"send_time": "25:00"}, "send_time", "例：10:00"),
    "NUL in the title": ({"title": "開庁\0時間"}, "title", "目に見えない特殊な文字"),
    "NUL in the text": ({BODY: "開庁\0時間"}, BODY, "目に見えない特殊な文字"),
    "before the calendar": (
        {"send_on": "0001-01-01", "send_time": "00:00"},
        "send_on",
        "配信日時が過ぎています",
    ),
}
Wrong = tuple[dict[str, str], str, str]


def wrong(cases: dict[str, Wrong]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("changes", "field", "message"), cases.values(), ids=cases.keys()
    )


@wrong(IMPOSSIBLE)
@pytest.mark.parametrize("button", ["save", "confirm"])
def test_what_cannot_be_saved_is_said_at_its_field_and_stays_typed(
    button: str, changes: dict[str, str], field: str, message: str, as_drafter: Client
) -> None:
    fields = typed(**changes)
    page = press(as_drafter, button, fields)
    assert page.status == 200
    assert message in page.errors_at(field)
    assert not re.search("[A-Za-z]{3,}", page.errors_at(field))
    assert message in page.words.partition("入力内容を確認してください")[2]
    # HTML cannot hold a NUL; a browser shows the mark for an unknown character instead.
    kept = {name: fields[name].replace("\0", "\ufffd") for name in _choosable(fields)}
    assert {name: page.value_of(name) for name in kept} == kept
    assert page.value_of("origin") == fields["origin"]
    assert not Post.objects.exists()


@wrong(INCOMPLETE)
def test_a_draft_may_be_incomplete(
    changes: dict[str, str], field: str, message: str, as_drafter: Client
) -> None:
    page = press(as_drafter, "save", typed(**changes))
    assert "下書きを保存しました" in page.words
    assert page.errors_at(field) == ""
    assert Post.objects.count() == 1


@wrong(INCOMPLETE)
def test_whoever_goes_on_is_told_what_is_missing_at_its_field(
    changes: dict[str, str], field: str, message: str, as_drafter: Client
) -> None:
    fields = typed(**changes)
    page = press(as_drafter, "confirm", fields)
    assert "下書きは保存しました" in page.words
    assert message in page.errors_at(field)
    shown = opened(as_drafter, Post.objects.get())
    kept = {name: fields[name].rstrip() for name in TYPED_FIELDS}
    assert {name: shown[name] for name in TYPED_FIELDS} == kept


def test_whoever_goes_on_is_told_everything_at_once(as_drafter: Client) -> None:
    page = press(as_drafter, "confirm", {"title": "", "send_on": "いつか", **boxes("")})
    for field in ("title", "category", "confidentiality", BODY, "send_on"):
        assert page.errors_at(field) != "", field


def test_the_limit_itself_is_allowed(as_drafter: Client) -> None:
    text = "😀" * 10 + "あ" * (LIMIT - 20)
    page = press(as_drafter, "confirm", typed(text=text))
    post = Post.objects.get()
    assert post.text == text
    assert page.headings == [post.title]
    assert "承認の依頼へ進む" in page.buttons


def test_line_ends_of_browsers_count_once(as_drafter: Client) -> None:
    page = press(as_drafter, "save", typed(text="あ\r\n" * (LIMIT // 2 - 1) + "あ"))
    assert "下書きを保存しました" in page.words
    assert Post.objects.get().text.count("\n") == LIMIT // 2 - 1


def test_a_year_and_a_day_is_the_longest_wait(as_drafter: Client) -> None:
    page = press(as_drafter, "confirm", typed(**to_be_sent(timezone.now() + timedelta(days=366))))
    assert "承認の依頼へ進む" in page.buttons
    too_late = to_be_sent(timezone.now() + timedelta(days=366, minutes=2))
    page = press(as_drafter, "confirm", typed(**too_late))
    assert "年を確かめてください" in page.errors_at("send_on")


def test_a_draft_whose_time_has_passed_cannot_be_submitted(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        sign_in(as_drafter, drafter)
        page = Page.of(as_drafter.get(post.get_absolute_url()))
        assert "配信日時が過ぎています" in page.words
        assert "承認の依頼へ進む" not in page.buttons
        address = reverse("post_submission", args=[post.pk])
        page = Page.of(as_drafter.post(address, {"version": "1"}, follow=True))
    assert "まだ承認を依頼できません" in page.words
    assert "配信日時が過ぎています" in page.errors_at("send_on")
    assert Post.objects.get().status == Status.DRAFT


def _choosable(fields: dict[str, str]) -> list[str]:
    # Of a choice that is not on the page, nothing can be shown as chosen.
    known = {"category": "123456", "confidentiality": "12", "audience": ("everyone",)}
    return [name for name in TYPED_FIELDS if name not in known or fields[name] in known[name]]


def test_without_day_and_time_both_boxes_are_marked(as_drafter: Client) -> None:
    page = press(as_drafter, "confirm", typed(send_on="", send_time=""))
    assert page.errors_at("send_on") == "＊配信する日付と時刻を入力してください。"
    assert page.errors_at("send_time") == "＊配信時刻を入力してください。"


def test_the_editor_says_that_a_title_is_enough_for_a_draft(as_drafter: Client) -> None:
    assert "下書きは件名だけで保存できます。" in Page.of(as_drafter.get("/posts/new/")).words


def test_how_much_of_the_room_is_used_is_said_without_scripts_too(as_drafter: Client) -> None:
    page = press(as_drafter, "save", typed(text="😀" * 2501))
    (status,) = (found for found in page.root.iter("p") if found.get("id") == f"length-{BUBBLE}")
    assert status.get("role") == "status"
    assert words_of(status) == "本文は＊5,002／5,000文字"
    assert "本文を入力すると" not in page.words
