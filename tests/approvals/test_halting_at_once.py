"""What is about to go out is stopped by the one press on its page; nothing is asked before."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.approvals.acting import browser_of, soon
from tests.office import approve, schedule
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def going(drafter: Staff, manager: Staff) -> Post:
    """Goes out in three minutes."""
    approve(soon(drafter), manager)
    return Post.objects.get()


def forms(page: Page, post: Post) -> list[Element]:
    """What is sent to stop the post, and how it is labelled."""
    found = page.main.iter("form")
    return [one for one in found if one.get("action") == reverse("post_halt", args=[post.pk])]


def page_of(client: Client, post: Post) -> Page:
    return Page.of(client.get(post.get_absolute_url()))


def test_the_button_stands_with_the_time_that_is_left(going: Post, as_drafter: Client) -> None:
    page = page_of(as_drafter, going)
    (form,) = forms(page, going)
    assert form.get("method") == "post"
    assert words_of(form) == "配信を止める"
    assert page.buttons.count("配信を止める") == 1
    (box,) = (one for one in page.main.iter("div") if one.get("id") == "situation")
    assert form in list(box.iter("form"))


def test_who_may_not_stop_finds_no_button(going: Post, as_auditor: Client) -> None:
    assert forms(page_of(as_auditor, going), going) == []


def test_the_press_needs_the_token_of_the_page(going: Post, drafter: Staff) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, drafter)
    address = reverse("post_halt", args=[going.pk])
    assert client.post(address).status_code == 403
    assert Post.objects.get().status == Status.APPROVED
    (form,) = forms(page_of(client, going), going)
    sent = {one.get("name"): one.get("value") for one in form.iter("input")}
    assert client.post(address, sent).status_code == 302
    assert Post.objects.get().status == Status.STOPPED


def test_a_post_of_later_is_asked_about_once_more(drafter: Staff, manager: Staff) -> None:
    moment = timezone.now() + timedelta(hours=3)
    post = schedule(drafter, manager, send_at=moment)
    for left, is_at_once in ((timedelta(minutes=61), False), (timedelta(minutes=59), True)):
        with time_machine.travel(moment - left, tick=False):
            page = page_of(browser_of(drafter), post)
            assert "配信を止める" in page.buttons
            assert bool(forms(page, post)) is is_at_once
