"""The page of the request lists everything that holds a post back, each with the way there."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.models import Post
from posts.readiness import what_holds_back
from posts.to_do import to_do
from tests.office import write
from tests.posts.answering import ASKED_ABOUT, WRONG_WEEKDAY, answer_all
from tests.posts.editor import BODY
from tests.posts.pages import Page, words_of

ANOTHER_WRONG_WEEKDAY = "2027年5月18日（金）に閉めます。"


@pytest.fixture
def post(drafter: Staff) -> Post:
    text = f"{ASKED_ABOUT}\n{WRONG_WEEKDAY}\n{ANOTHER_WRONG_WEEKDAY}"
    return write(drafter, category="1", confidentiality="", send_at=None, text=text)


def listed(page: Page) -> list[tuple[str, str]]:
    """The words of each line with where it leads to."""
    (banner,) = (
        one
        for one in page.main.iter("div")
        if one.get("class") == "banner banner--warning" and "次のことを" in words_of(one)
    )
    return [
        (words_of(item), next(link.get("href") or "" for link in item.iter("a")))
        for item in banner.iter("li")
    ]


def test_each_fault_of_a_field_is_listed_with_the_way_to_it(post: Post, as_drafter: Client) -> None:
    page = Page.of(as_drafter.get(reverse("post_submission", args=[post.pk])))
    lines = listed(page)
    editor, schedule = (reverse(name, args=[post.pk]) for name in ("post_edit", "post_schedule"))
    ways = [way for _, way in lines]
    assert ways.count(f"{editor}?check#id_{BODY}") == 2
    assert f"{editor}?check#id_confidentiality" in ways
    assert f"{schedule}?check#id_send_on" in ways
    assert any(way.startswith(f"{editor}?check#id_answer-") for way in ways)
    words = " ".join(words for words, _ in lines)
    assert "「2027年4月29日（金）」" in words
    assert "「2027年5月18日（金）」" in words
    assert f"（{len(lines)}件）" in page.words


def test_the_gravest_come_first(post: Post, as_drafter: Client) -> None:
    page = Page.of(as_drafter.get(reverse("post_submission", args=[post.pk])))
    grave = [words.startswith("直してください") for words, _ in listed(page)]
    assert grave == sorted(grave, reverse=True)
    assert not grave[-1]


def test_every_place_is_there(post: Post, as_drafter: Client) -> None:
    for one in to_do(post, at=timezone.now()):
        page = Page.of(as_drafter.get(one.address.partition("#")[0]))
        assert one.address.partition("#")[2] in {found.get("id") for found in page.root.iter()}


def test_whoever_may_not_write_is_led_nowhere(post: Post, as_auditor: Client) -> None:
    page = Page.of(as_auditor.get(post.get_absolute_url()))
    assert "承認を依頼する前に" in page.words
    assert not [way for way in page.root.iter("a") if "check#" in (way.get("href") or "")]


def test_nothing_to_do_and_nothing_holding_back_are_one(drafter: Staff, post: Post) -> None:
    clean = write(drafter)
    answer_all(clean, drafter)
    for one in (clean, post):
        now = timezone.now()
        assert bool(to_do(one, at=now)) is bool(what_holds_back(one, at=now))
    assert to_do(clean, at=timezone.now()) == []
