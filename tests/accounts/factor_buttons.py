"""How a person gets to the pages that change their own factors."""

from django.test import Client
from django.urls import reverse

from accounts.models import Authenticator
from tests.accounts.people import trail_of


def go(client: Client, view: str, *args: object) -> str:
    """Press the button that opens the page with the proof; the address of that page."""
    response = client.post(reverse(view, args=args))
    assert response.status_code == 302
    return response["Location"]


def key_of(device: object) -> str:
    """How a factor is named in addresses."""
    kind = "app" if isinstance(device, Authenticator) else "passkey"
    return f"{kind}-{device.pk}"  # type: ignore[attr-defined]


def said(client: Client) -> str:
    """The page of one's own factors, with what it has to say."""
    return client.get(reverse("account_factors")).content.decode()


def refusals() -> list[str]:
    """Why proofs were refused, as the trail has it."""
    return [entry.detail["reason"] for entry in trail_of("account.step_up_refused")]
