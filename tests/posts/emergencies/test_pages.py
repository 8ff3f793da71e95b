"""緊急の投稿 in the browser: chosen side by side, filled in, typed once more, asked for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.choices import Status
from posts.kinds.levels import LEVELS, facts_of
from posts.models import Pattern, Post
from tests.accounts.sign_in import code_for, enrol
from tests.office import write
from tests.posts.answering import answer_all
from tests.posts.editor import boxes
from tests.posts.emergencies.writing import (
    anew,
    approve_pattern,
    approved_skeleton,
    skeleton,
    text_of,
    write_emergency,
)
from tests.posts.pages import Page, words_of
from tests.posts.patterns.addresses import NEW_PATTERN

pytestmark = pytest.mark.django_db
ALL_FILLED = {"gap-1": "是川地区", "gap-2": "是川中学校", "level_typed": "避難指示"}


def fill(client: Client, pattern: Pattern, **changes: str) -> Page:
    """Fill the gaps and press 見本を確かめる."""
    address = reverse("emergency_new", args=[pattern.pk])
    origin = Page.of(client.get(address)).value_of("origin")
    return Page.of(client.post(address, {**ALL_FILLED, "origin": origin, **changes}, follow=True))


def test_the_levels_stand_side_by_side_with_what_they_ask(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    for one in LEVELS:
        approved_skeleton(drafter, manager, one.level)
    page = Page.of(as_drafter.get(reverse("emergencies")))
    cards = [found for found in page.root.iter("li") if "level" in found.get("class", "").split()]
    assert [card.get("class") for card in cards] == [f"level level--{one.look}" for one in LEVELS]
    for card, one in zip(cards, LEVELS, strict=True):
        assert one.asks in words_of(card)
        assert f"大雨の{one.word}" in words_of(card)
    assert len({one.look for one in LEVELS}) == 4
    assert "避難勧告" not in page.words


def test_only_what_was_approved_is_offered(drafter: Staff, as_drafter: Client) -> None:
    pattern = skeleton(drafter)
    page = Page.of(as_drafter.get(reverse("emergencies")))
    links = [one.get("href") for one in page.root.iter("a")]
    assert pattern.get_absolute_url() in links
    assert reverse("emergency_new", args=[pattern.pk]) not in links
    assert "大雨の避難指示：この緊急の文例は、まだ承認されていません。" in page.words
    assert page.words.count("使える文例がありません") == 4
    address = reverse("emergency_new", args=[pattern.pk])
    assert "まだ承認されていません" in Page.of(as_drafter.get(address, follow=True)).words


def test_the_way_from_the_text_to_the_request(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    page = fill(as_drafter, approved_skeleton(drafter, manager))
    assert page.headings[0] == "緊急の承認を依頼"
    assert "是川地区に避難指示を発令しました。" in page.words
    assert "承認されたらすぐ（承認の30秒後）" in page.words
    post = Post.objects.get()
    answer_all(post, drafter)
    address = reverse("post_submission", args=[post.pk])
    sent = {"version": str(post.version)}
    assert "チェックを入れてください" in Page.of(as_drafter.post(address, sent)).words
    as_drafter.post(address, {**sent, "declared-together": "on"})
    assert Post.objects.get().status == Status.IN_APPROVAL


@pytest.mark.parametrize("typed", ["高齢者等避難", "避難", ""])
def test_another_name_is_told_at_its_field(
    typed: str, drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    page = fill(as_drafter, approved_skeleton(drafter, manager), level_typed=typed)
    assert "避難指示" in page.errors_at("level_typed")
    assert page.value_of("gap-1") == "是川地区"
    assert not Post.objects.exists()


def test_a_gap_that_was_left_is_told_at_its_field(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    page = fill(as_drafter, approved_skeleton(drafter, manager), **{"gap-2": " "})
    assert page.errors_at("gap-2") == "＊避難所を入力してください。"


def test_an_address_without_https_is_told_at_its_field(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    pattern = skeleton(drafter, text=text_of("4") + "\n地図：｛ハザードマップURL｝")
    approve_pattern(pattern, manager)
    page = fill(as_drafter, pattern, **{"gap-3": "http://example.com/"})
    assert "https:// で始めて" in page.errors_at("gap-3")


def test_the_editor_of_one_offers_only_the_gaps(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    address = reverse("post_edit", args=[post.pk])
    page = Page.of(as_drafter.get(address))
    names = {one.get("name") for one in page.main.iter("input")} | {
        one.get("name") for one in page.main.iter("textarea")
    }
    around = ("csrf", "answer-", "preview-")
    kept = {name for name in names if name and not name.startswith(around)}
    assert kept == {"version", "gap-1", "gap-2"}
    assert page.value_of("gap-2") == "是川中学校"
    as_drafter.post(
        address, {"version": str(post.version), "gap-1": "島守地区", "gap-2": "島守小学校"}
    )
    assert "島守地区に避難指示" in Post.objects.get().text


def test_who_typed_at_the_same_time_is_told(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    sent = {"version": "0", "gap-1": "島守地区", "gap-2": "島守小学校"}
    page = Page.of(as_drafter.post(reverse("post_edit", args=[post.pk]), sent))
    assert "ほかの人が保存しました" in page.words
    assert "島守" not in Post.objects.get().text


@pytest.mark.parametrize("name", ["post_schedule", "post_autosave"])
def test_the_other_pages_of_the_editor_change_nothing(
    name: str, drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    sent = {
        "title": "別",
        "kind": "ordinary",
        "version": str(post.version),
        "send_on": "2035-01-01",
    }
    as_drafter.post(reverse(name, args=[post.pk]), sent)
    after = Post.objects.get()
    assert (after.kind, after.title, after.send_at) == ("emergency", post.title, None)
    assert after.text == post.text


def test_the_manager_is_led_from_home_to_the_approval(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    pattern = skeleton(drafter)
    for place in ("home", "approval_inbox"):
        assert "承認待ちの緊急の文例" in Page.of(as_manager.get(reverse(place))).words
    page = Page.of(as_manager.get(pattern.get_absolute_url()))
    assert "承認へ進む" in page.buttons
    device = enrol(manager)
    opened = as_manager.post(reverse("pattern_approvals", args=[pattern.pk]))
    wrong = Page.of(as_manager.post(opened["Location"], {"code": "12345"}))
    assert wrong.errors_at("code")
    page = Page.of(as_manager.post(opened["Location"], {"code": code_for(device)}, follow=True))
    assert "緊急の文例を承認しました" in page.words
    assert "承認済み 有効期限" in page.words
    assert "承認待ちの緊急の文例" not in Page.of(as_manager.get(reverse("home"))).words


def test_whoever_wrote_it_is_told_why_not(drafter: Staff, as_drafter: Client) -> None:
    page = Page.of(as_drafter.get(skeleton(drafter).get_absolute_url()))
    assert "承認待ち" in page.words
    assert "承認できるのは、アカウント管理者と、在任中の代決者だけです" in page.words
    assert "承認へ進む" not in page.buttons


def test_the_end_of_its_time_is_told_thirty_days_ahead(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    pattern = skeleton(drafter, valid_until=timezone.localdate() + timedelta(days=30))
    approve_pattern(pattern, manager)
    assert "30日を切りました" in Page.of(as_drafter.get(pattern.get_absolute_url())).words
    assert "有効期限が近い" in Page.of(as_drafter.get(reverse("home"))).words
    assert "この文例は" in Page.of(as_drafter.get(reverse("emergencies"))).words
    anew(pattern, drafter, valid_until=timezone.localdate() + timedelta(days=365))
    assert "有効期限が近い" not in Page.of(as_drafter.get(reverse("home"))).words


@pytest.mark.parametrize(
    ("level", "category", "words"),
    [("4", "1", "地震・気象情報"), ("3", "5", "避難指示"), ("4", "5", "")],
)
def test_one_is_made_like_any_other(
    level: str, category: str, words: str, as_drafter: Client
) -> None:
    sent = {"title": "大雨", "category": category, **boxes(text_of("4")), **NEW_PATTERN}
    page = Page.of(as_drafter.post(reverse("pattern_new"), {**sent, "level": level, "save": "1"}))
    made = Pattern.objects.first()
    assert words in page.words
    assert (made is None) == bool(words)
    assert made is None or made.is_emergency


def test_drafters_find_the_way_on_their_first_page(as_drafter: Client, as_auditor: Client) -> None:
    assert "緊急の投稿" in Page.of(as_drafter.get("/")).words
    assert "緊急の投稿" not in Page.of(as_auditor.get("/")).words


def test_a_drill_shares_nothing_with_it(drafter: Staff, manager: Staff, as_drafter: Client) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    drill = write(drafter, kind="drill", title="避難訓練の投稿")
    real = [
        Page.of(as_drafter.get(reverse("emergencies"))),
        Page.of(as_drafter.get(reverse("post_submission", args=[post.pk]))),
    ]
    practice = [
        Page.of(as_drafter.get(drill.get_absolute_url())),
        Page.of(as_drafter.get(reverse("post_submission", args=[drill.pk]))),
    ]
    for page in real:
        assert "訓練" not in words_of(page.main)
        assert not marked(page, "drill")
    for page in practice:
        assert marked(page, "drill")
        assert not marked(page, "level", "emergency")
    labels = {words_of(one) for page in real for one in page.main.iter("button")}
    assert labels == {f"{facts_of('4').word}の承認を依頼する"}
    assert not labels & {words_of(one) for page in practice for one in page.main.iter("button")}


def marked(page: Page, *looks: str) -> list[str]:
    """The classes on the page that have to do with these looks."""
    classes = {name for one in page.main.iter() for name in one.get("class", "").split()}
    return [name for name in classes if any(look in name for look in looks)]
