"""文例 in the browser: found, made from a post, used through a form, changed."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from audit.dates_ja import date_only
from posts.models import Pattern, PatternVersion, Post
from tests.office import BUBBLE, write
from tests.posts.editor import boxes
from tests.posts.pages import Page
from tests.posts.patterns.addresses import NEW_PATTERN, make


def test_the_list_finds_by_words_and_category(drafter: Staff, as_drafter: Client) -> None:
    make(drafter)
    make(drafter, title="断水のお知らせ", category="4")
    page = Page.of(as_drafter.get("/patterns/?q=休館"))
    assert "休館のお知らせ" in page.words
    assert "断水" not in page.words
    assert "断水" in Page.of(as_drafter.get("/patterns/?category=4")).words
    assert "あてはまる文例はありません" in Page.of(as_drafter.get("/patterns/?category=5")).words


def test_expired_ones_stand_apart_and_offer_no_use(drafter: Staff, as_drafter: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    old = make(drafter, valid_from=yesterday - timedelta(days=9), valid_until=yesterday)
    assert "休館のお知らせ" not in Page.of(as_drafter.get("/patterns/")).words
    assert "休館のお知らせ" in Page.of(as_drafter.get("/patterns/?old=1")).words
    page = Page.of(as_drafter.get(old.get_absolute_url()))
    assert "有効期限が過ぎています" in page.words
    assert "この文例で書く" not in page.buttons
    page = Page.of(as_drafter.post(reverse("pattern_use", args=[old.pk]), {}, follow=True))
    assert "有効期限が過ぎています" in page.words
    assert not Post.objects.exists()


def test_filling_the_form_leads_to_the_editor(drafter: Staff, as_drafter: Client) -> None:
    pattern = make(drafter)
    day = timezone.localdate() + timedelta(days=30)
    form = Page.of(as_drafter.get(reverse("pattern_use", args=[pattern.pk])))
    assert "休む日" in form.words
    sent = {"origin": form.value_of("origin"), "gap-1": f"{day}", "gap-2": "0178-43-2111"}
    for _ in range(2):  # a second press makes no second draft
        page = Page.of(
            as_drafter.post(reverse("pattern_use", args=[pattern.pk]), sent, follow=True)
        )
    assert page.headings == ["投稿を編集"]
    assert f"{date_only(day)}は休みます。" in Post.objects.get().text


def test_what_cannot_be_read_is_told_at_its_field(drafter: Staff, as_drafter: Client) -> None:
    pattern = make(drafter)
    response = as_drafter.post(reverse("pattern_use", args=[pattern.pk]), {"gap-1": "来週"})
    assert "休む日を、例のように入力してください" in Page.of(response).errors_at("gap-1")


def test_one_is_made_from_a_post(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, text="｛開催日｝に開きます。", title="朝市のお知らせ")
    page = Page.of(as_drafter.get(f"/patterns/new/?post={post.pk}"))
    assert page.value_of("title") == "朝市のお知らせ"
    assert page.value_of(f"{BUBBLE}-text") == "｛開催日｝に開きます。"
    assert "｛開催日｝" in page.words


def test_the_rows_of_the_gaps_are_kept(as_drafter: Client) -> None:
    name = f"gap-{'開始時刻'.encode().hex()}"
    sent = {
        "title": "催し",
        "category": "2",
        **boxes("｛開始時刻｝から"),
        **NEW_PATTERN,
        f"{name}-label": "始まる時刻",
        f"{name}-example": "10:00",
        f"{name}-kind": "time",
    }
    as_drafter.post("/patterns/new/", {**sent, "save": "1"})
    assert PatternVersion.objects.get().gaps == [
        {"name": "開始時刻", "label": "始まる時刻", "example": "10:00", "kind": "time"}
    ]


def test_an_edition_shows_the_older_version_too(drafter: Staff, as_drafter: Client) -> None:
    pattern = make(drafter)
    address = reverse("pattern_edition", args=[pattern.pk])
    sent = {"title": "臨時休館", "category": "1", **boxes("休みます。"), **NEW_PATTERN}
    page = Page.of(as_drafter.post(address, {**sent, "save": "1"}, follow=True))
    assert page.headings == ["臨時休館"]
    old = Page.of(as_drafter.get(f"{Pattern.objects.get().get_absolute_url()}?version=1"))
    assert "古い版（第1版）です" in old.words
    assert "【休館】" in old.words
    late = Page.of(as_drafter.post(address, {**sent, "save": "1"}))
    assert "ほかの人が新しい版を作りました" in late.words


def test_one_without_words_or_days_is_not_kept(as_drafter: Client) -> None:
    page = Page.of(as_drafter.post("/patterns/new/", {"title": "空", "save": "1", **boxes("")}))
    assert "本文を入力してください。" in page.words
    assert "有効期限を入力してください。" in page.errors_at("valid_until")
    assert not Pattern.objects.exists()


def test_what_may_be_filled_in_later_is_not_called_optional(
    drafter: Staff, as_drafter: Client
) -> None:
    page = Page.of(as_drafter.get(f"/patterns/{make(drafter).pk}/use/"))
    assert "※あとで書けます" in page.words
    assert "※任意" not in page.words
