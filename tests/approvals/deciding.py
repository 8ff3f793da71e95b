"""How the account manager decides in the browser: reads page 1, goes on to page 2, sends a code."""

from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from posts.models import Revision
from tests.accounts.sign_in import code_for, enrol
from tests.posts.pages import Page


def read_page(client: Client, revision: Revision) -> Page:
    """Page 1: what would be sent."""
    return Page.of(client.get(reverse("approval", args=[revision.pk]), follow=True))


def go_on(client: Client, revision: Revision) -> str:
    """Press 承認へ進む; the address of page 2."""
    response = client.post(reverse("approval_confirmations", args=[revision.pk]))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def send_code(client: Client, address: str, code: str, **more: str) -> Page:
    """Send page 2 and go wherever that leads."""
    return Page.of(client.post(address, {"has_read": "on", "code": code, **more}, follow=True))


def next_code(staff: Staff) -> str:
    """The next code the person's authenticator app will be believed."""
    return code_for(enrol(staff))


def wrong_code(staff: Staff) -> str:
    """Six digits that are not the next code."""
    return f"{(int(next_code(staff)) + 1) % 10**6:06d}"
