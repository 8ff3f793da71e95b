"""The page of a post that is left open: it notices news, and keeps no session awake."""

import json
from datetime import timedelta
from typing import Final

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff, StaffSession
from posts import drafts
from tests.office import ask_approval

pytestmark = pytest.mark.django_db

BY_ITSELF: Final = {"X-Unattended": "1"}


def test_it_is_told_when_the_post_has_moved_on(drafter: Staff, as_drafter: Client) -> None:
    post = ask_approval(drafter).post
    address = f"/posts/{post.pk}/situation/?seen=in_approval"
    assert as_drafter.get(address).status_code == 204
    post.refresh_from_db()
    drafts.withdraw(post, actor=drafter, reason="中止")
    assert as_drafter.get(address)["HX-Refresh"] == "true"


def test_asking_by_itself_does_not_prolong_the_session(drafter: Staff, as_drafter: Client) -> None:
    post = ask_approval(drafter).post
    page = as_drafter.get(f"/posts/{post.pk}/").content.decode()
    assert f"data-hx-headers='{json.dumps(BY_ITSELF)}'" in page
    active = StaffSession.objects.get().active_at
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        as_drafter.get(f"/posts/{post.pk}/situation/?seen=in_approval", headers=BY_ITSELF)
        assert StaffSession.objects.get().active_at == active
        as_drafter.get(f"/posts/{post.pk}/")
        assert StaffSession.objects.get().active_at > active


def test_a_script_without_a_session_gets_no_part_of_a_page(client: Client, drafter: Staff) -> None:
    post = ask_approval(drafter).post
    response = client.get(f"/posts/{post.pk}/situation/", headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")
