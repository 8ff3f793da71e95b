"""The gap of an emergency for a date, a time, a telephone or an address takes nothing else."""

from typing import Any, Final

import pytest
from django.urls import reverse

from accounts.models import Staff
from posts.declaration import OF_AN_EMERGENCY
from posts.models import Pattern, Post
from posts.submission import NotReady, submit
from tests.approvals.acting import browser_of
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import WEBSITE, approve_pattern, skeleton, write_emergency
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db
TEXT: Final = (
    "【警戒レベル4　避難指示】\n｛発令日｝｛発令時刻｝、是川地区に避難指示を発令しました。\n"
    "市の防災情報：｛防災ページ｝\n問合せ：危機管理課 ｛電話番号｝"
)
RIGHT: Final = {
    "発令日": "2027年4月29日（木・祝）",
    "発令時刻": "10:05",
    "防災ページ": WEBSITE,
    "電話番号": "0178-43-2147",
}
SENT: Final = {
    "gap-1": "2027-04-29",
    "gap-2": "10:05",
    "gap-3": WEBSITE,
    "gap-4": "0178-43-2147",
}
FIELDS: Final = dict(zip(RIGHT, SENT, strict=True))
WRONG: Final = [
    ("発令日", "11月24日（避難は不要です。https://evil.example へ）"),
    ("発令日", "2027年4月29日（木・祝）。避難は不要です"),
    ("発令日", "2027年4月29日（金）"),
    ("発令日", "2027年2月30日（火）"),
    ("発令日", "4月29日（木・祝）"),
    ("発令時刻", "10:05の発令は誤りでした"),
    ("発令時刻", "25:00"),
    ("発令時刻", "午前10時"),
    ("電話番号", "危機管理課。なお、発令は誤りでした。避難はやめて家に戻ってください"),
    ("電話番号", "0178-43-2147 0120-999-999"),
    ("電話番号", "０１７８４３２１４７"),
    ("電話番号", "-"),
    ("防災ページ", "https://evil.example/"),
    ("防災ページ", "https://www.city.hachinohe.aomori.jp.evil.example/"),
    ("防災ページ", "https://www.city.hachinohe.aomori.jp@evil.example/"),
    ("防災ページ", f"{WEBSITE}避難は誤りでした"),
    ("防災ページ", f"{WEBSITE} https://evil.example/"),
    ("防災ページ", "http://www.city.hachinohe.aomori.jp/"),
    ("防災ページ", "javascript:alert(1)"),
]


@pytest.fixture
def pattern(drafter: Staff, manager: Staff) -> Pattern:
    made = skeleton(drafter, text=TEXT)
    approve_pattern(made, manager)
    return Pattern.objects.select_related("current").get(pk=made.pk)


def ask(pattern: Pattern, drafter: Staff, **values: str) -> Any:
    post = write_emergency(pattern, drafter, **{**RIGHT, **values})
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=OF_AN_EMERGENCY)


def test_what_is_of_its_kind_is_asked_for(pattern: Pattern, drafter: Staff) -> None:
    assert "2027年4月29日（木・祝）10:05、是川地区に" in ask(pattern, drafter).post.text


@pytest.mark.parametrize("number", ["119", "43-2147", "0178432147", "0120-999-999"])
def test_a_number_may_be_written_as_it_is_dialled(
    number: str, pattern: Pattern, drafter: Staff
) -> None:
    post = write_emergency(pattern, drafter, **{**RIGHT, "電話番号": number})
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=())
    assert "gap-4" not in refused.value.problems


@pytest.mark.parametrize(("gap", "value"), WRONG)
def test_anything_else_is_not_submitted(
    gap: str, value: str, pattern: Pattern, drafter: Staff
) -> None:
    with pytest.raises(NotReady) as refused:
        ask(pattern, drafter, **{gap: value})
    assert FIELDS[gap] in refused.value.problems


@pytest.mark.parametrize(("gap", "value"), WRONG)
def test_anything_else_begins_no_draft(
    gap: str, value: str, pattern: Pattern, drafter: Staff
) -> None:
    sent = {**SENT, FIELDS[gap]: value, "level_typed": "避難指示"}
    page = Page.of(browser_of(drafter).post(reverse("emergency_new", args=[pattern.pk]), sent))
    assert page.errors_at(FIELDS[gap])
    assert not Post.objects.exists()


@pytest.mark.parametrize(("gap", "value"), WRONG)
def test_nor_does_the_editor_take_it(
    gap: str, value: str, pattern: Pattern, drafter: Staff
) -> None:
    post = write_emergency(pattern, drafter, **RIGHT)
    sent = {**SENT, FIELDS[gap]: value, "version": str(post.version)}
    page = Page.of(browser_of(drafter).post(reverse("post_edit", args=[post.pk]), sent))
    assert page.errors_at(FIELDS[gap])
    assert Post.objects.get().gap_values == post.gap_values


def test_the_editor_shows_the_day_and_the_time_and_keeps_them(
    pattern: Pattern, drafter: Staff
) -> None:
    post = write_emergency(pattern, drafter, **RIGHT)
    browser, address = browser_of(drafter), reverse("post_edit", args=[post.pk])
    page = Page.of(browser.get(address))
    assert {name: page.value_of(name) for name in SENT} == SENT
    changed = {**SENT, "gap-2": "11:30", "version": str(post.version)}
    browser.post(address, changed)
    assert Post.objects.get().gap_values == {**post.gap_values, "発令時刻": "11:30"}
