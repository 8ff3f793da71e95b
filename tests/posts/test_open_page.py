"""The page of a post that is left open: it notices news, and keeps no session awake."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from posts import drafts
from tests.office import ask_approval

pytestmark = pytest.mark.django_db


def test_it_is_told_when_the_post_has_moved_on(drafter: Staff, as_drafter: Client) -> None:
    post = ask_approval(drafter).post
    address = f"/posts/{post.pk}/situation/?seen=in_approval"
    assert as_drafter.get(address).status_code == 204
    post.refresh_from_db()
    drafts.withdraw(post, actor=drafter, reason="中止")
    assert as_drafter.get(address)["HX-Refresh"] == "true"


def test_asking_by_itself_does_not_prolong_the_session(drafter: Staff, as_drafter: Client) -> None:
    post = ask_approval(drafter).post
    ends = Session.objects.get().expire_date
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        response = as_drafter.get(f"/posts/{post.pk}/situation/?seen=in_approval")
        assert settings.SESSION_COOKIE_NAME not in response.cookies
        assert Session.objects.get().expire_date == ends
        as_drafter.get(f"/posts/{post.pk}/")
        assert Session.objects.get().expire_date > ends


def test_a_script_without_a_session_gets_no_part_of_a_page(client: Client, drafter: Staff) -> None:
    post = ask_approval(drafter).post
    response = client.get(f"/posts/{post.pk}/situation/", headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")
