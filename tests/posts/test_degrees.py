"""A place is read from an address copied from a map, or from two numbers in one line."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from posts.bubbles.degrees import degrees_in
from posts.choices import Status
from posts.models import Post
from tests.office import ask_approval, write
from tests.posts.bubbles import LOCATION, TEXT
from tests.posts.editor import typed
from tests.posts.pages import Page, words_of
from tests.posts.states import put

PLACE = ("40.5123", "141.4884")
GOOGLE = "https://www.google.com/maps"


@pytest.mark.parametrize(
    "words",
    [
        "40.5123, 141.4884",
        "40.5123,141.4884",
        "４０．５１２３，１４１．４８８４",
        " 40.5123、141.4884 ",
        f"{GOOGLE}/@40.5123,141.4884,17z",
        f"{GOOGLE}/place/%E5%85%AB%E6%88%B8/@40.6,141.5,17z/data=!3m1!4b1!8m2!3d40.5123!4d141.4884",
        f"{GOOGLE}?q=40.5123,141.4884",
        f"{GOOGLE}/search/?api=1&query=40.5123%2C141.4884",
        "https://maps.gsi.go.jp/#16/40.5123/141.4884/&base=std&ls=std&disp=1",
    ],
)
def test_the_point_is_found(words: str) -> None:
    assert degrees_in(words) == PLACE


@pytest.mark.parametrize(
    "words",
    ["", "40.5123", "八戸市内丸一丁目1番1号", "https://maps.app.goo.gl/abc", "1,2,3", "9999,1"],
)
def test_what_names_no_point_is_left_alone(words: str) -> None:
    assert degrees_in(words) is None


def test_pasted_into_the_first_box_it_fills_both(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, bubbles=[TEXT, LOCATION])
    page = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    names = ("latitude", "longitude")
    boxes = {name: f"{LOCATION['id']}-{name}" for name in names}
    sent = {
        **typed(),
        "bubble": [TEXT["id"], LOCATION["id"]],
        f"{TEXT['id']}-kind": "text",
        f"{TEXT['id']}-text": "会場はここです。",
        f"{LOCATION['id']}-kind": "location",
        boxes["latitude"]: f"{GOOGLE}/@40.4321,141.5678,17z",
        boxes["longitude"]: "",
        "version": page.value_of("version"),
        "save": "",
    }
    page = Page.of(as_drafter.post(reverse("post_edit", args=[post.pk]), sent, follow=True))
    assert [page.value_of(boxes[name]) for name in names] == ["40.4321", "141.5678"]
    assert Post.objects.get().bubbles[1]["longitude"] == 141.5678


def test_places_that_were_sent_before_are_offered(drafter: Staff, as_drafter: Client) -> None:
    address = reverse("post_new")
    assert offered(Page.of(as_drafter.get(address))) == []
    for status in (Status.SENT, Status.SENT, Status.WITHDRAWN):
        bubbles = [TEXT, {**LOCATION, "latitude": 40.5 if status is Status.SENT else 40.1}]
        put(ask_approval(drafter, bubbles=bubbles).post, status)
    name = (LOCATION["title"], f"40.5, {LOCATION['longitude']}")
    assert offered(Page.of(as_drafter.get(address))) == [name]
    assert degrees_in(name[1]) is not None


def offered(page: Page) -> list[tuple[str, str]]:
    (listed,) = page.root.iter("datalist")
    return [(words_of(one), one.get("value", "")) for one in listed]
