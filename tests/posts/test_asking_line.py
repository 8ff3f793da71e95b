"""Whether LINE would take a post is asked before the approval is asked for."""

import json

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Staff
from line import client as line_client_module
from posts.choices import Status
from posts.models import Post, Revision
from tests.line.calls import impostor, raw_answer
from tests.office import write
from tests.posts.bubbles import EVENT, LOCATION, TEXT
from tests.posts.editor import DECLARED
from tests.posts.pages import Page
from tests.standin import StandIn

pytestmark = pytest.mark.django_db

VALIDATE = "/v2/bot/message/validate/broadcast"
PLACES = {
    "text": ("messages[0].text", "May not be empty", "00000001-text", "空のままでは送れない"),
    "card": (
        "messages[1].altText",
        "Length must be between 0 and 1500",
        "00000003-title",
        "1500文字",
    ),
    "part of a card": ("messages[1].contents.body", "Wrong", "00000003-title", "送れないと回答"),
    "place": ("messages[2].latitude", "Wrong", "00000005-latitude", "送れないと回答"),
}


def submitted(client: Client, post: Post) -> Page:
    address = f"/posts/{post.pk}/submission/"
    return Page.of(client.post(address, {**DECLARED, "version": post.version}, follow=True))


def test_line_is_asked_with_what_would_be_sent(
    drafter: Staff, as_drafter: Client, line_platform: StandIn
) -> None:
    post = write(drafter, bubbles=[TEXT, EVENT, LOCATION])
    submitted(as_drafter, post)
    (asked,) = [one for one in line_platform.requests() if one["path"] == VALIDATE]
    messages = json.loads(asked["body"])["messages"]
    assert [message["type"] for message in messages] == ["text", "flex", "location"]
    assert (asked["status"], asked["retry_key"]) == (200, None)
    assert Post.objects.get().status == Status.IN_APPROVAL
    assert line_platform.deliveries() == []


@pytest.mark.parametrize(("place", "said", "field", "shown"), PLACES.values(), ids=PLACES.keys())
def test_what_line_refuses_is_said_at_the_field_of_the_bubble(
    place: str,
    said: str,
    field: str,
    shown: str,
    drafter: Staff,
    as_drafter: Client,
    settings: Settings,
) -> None:
    post = write(drafter, bubbles=[TEXT, EVENT, LOCATION])
    error = {
        "message": "The request body has 1 error(s)",
        "details": [{"message": said, "property": place}],
    }
    with impostor(raw_answer("400 Bad Request", json.dumps(error), X_Line_Request_Id="1")) as url:
        settings.LINE_API_BASE_URL = url
        page = submitted(as_drafter, post)
    line_client_module._client.cache_clear()
    assert shown in page.errors_at(field)
    assert shown in page.words.partition("入力内容を確認してください")[2]
    assert page.headings == ["投稿を編集"]
    assert Post.objects.get().status == Status.DRAFT
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [
        raw_answer("500 Internal Server Error", X_Line_Request_Id="1"),
        raw_answer("401 Unauthorized", X_Line_Request_Id="1"),
        raw_answer("400 Bad Request"),  # not from LINE: it has no number
        raw_answer("200 OK"),
        b"",
    ],
    ids=["broken", "token", "something between", "something friendly between", "nothing"],
)
def test_without_an_answer_the_submission_goes_on_and_says_so(
    answer: bytes, drafter: Staff, as_drafter: Client, settings: Settings
) -> None:
    post = write(drafter)
    with impostor(answer) as url:
        settings.LINE_API_BASE_URL = url
        page = submitted(as_drafter, post)
    line_client_module._client.cache_clear()
    assert "LINEで送れる内容かどうかは確かめていません" in page.words
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_nobody_makes_us_ask_for_a_post_of_another_section(
    outsider: Staff, as_drafter: Client, line_platform: StandIn
) -> None:
    post = write(outsider)
    assert submitted(as_drafter, post).status == 403
    assert line_platform.requests() == []
