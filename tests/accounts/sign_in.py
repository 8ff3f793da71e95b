"""How tests of any app get past sign-in: by its real pages, or around them."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.http import HttpResponseRedirect
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP, hotp

from accounts import devices, sessions
from accounts.models import Authenticator, Staff, StaffSession

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

NEW_PASSWORD: Final = "Yunomi-Kawara-27-tsukue"


def enrol(staff: Staff) -> Authenticator:
    """A confirmed authenticator app, as after the first sign-in; the one there is, if there is."""
    found = devices.authenticators(staff)
    return found[0] if found else Authenticator.objects.create_for(staff)


def code_for(device: Authenticator, at: datetime | None = None) -> str:
    """The code the app shows at a time; without one, the next code the device will accept.

    That is the code of now or, when it is used up, of the next 30 seconds (a clock may be one
    step fast), so that a test can sign in and decide without waiting.
    """
    device.refresh_from_db()
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    if at is not None:
        totp.drift, totp.time = 0, at.timestamp()
    step = totp.t() if at is not None else max(totp.t(), device.last_t + 1)
    return f"{hotp(device.bin_key, step, device.digits):0{device.digits}d}"


def sign_in(client: Client, staff: Staff) -> Authenticator:
    """A verified session without walking the pages; the temporary password counts as changed."""
    if staff.must_change_password:
        staff.must_change_password = False
        staff.save(update_fields=["must_change_password"])
    device = enrol(staff)
    client.force_login(staff)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    place = StaffSession.objects.create(staff=staff, address="127.0.0.1")
    session[sessions.KEY] = str(place.pk)
    session.save()
    return device


def walk_in(
    client: Client, staff: Staff, password: str, *, new_password: str = NEW_PASSWORD
) -> "Response":
    """Walk the real pages from the password to the end; returns the redirect out of the last one.

    A temporary password is changed to `new_password`, and who has no device registers one.
    """
    response = type_password(client, staff, password)
    while (page := response.get("Location")) in _PAGES:
        response = _PAGES[page](client, staff, new_password)
    assert response.status_code == 302, response.content.decode()
    return response


def type_password(client: Client, staff: Staff, password: str, query: str = "") -> "Response":
    """Send the first page."""
    return client.post(
        reverse("account_login") + query, {"login": staff.staff_number, "password": password}
    )


def type_code(client: Client, device: Authenticator, code: str) -> "Response":
    """Send the page that asks for the code of a registered device."""
    return client.post(reverse("account_code"), {"otp_device": device.persistent_id, "code": code})


def choose_password(client: Client, password: str) -> "Response":
    """Send the page that replaces a temporary password."""
    return client.post(
        reverse("account_first_password"),
        {"password1": password, "password2": password, "is_used_here_only": "on"},
    )


def register_app(client: Client, staff: Staff) -> "Response":
    """Open the page with the QR code and answer with the first code of its secret.

    Whoever gets recovery codes has noted them: the answer is where their page leads to.
    """
    assert client.get(reverse("account_enrol")).status_code == 200
    device = Authenticator.objects.get(user=staff, confirmed=False)
    return past_the_codes(client.post(reverse("account_enrol"), {"otp_token": code_for(device)}))


def past_the_codes(response: "Response") -> "Response":
    """The redirect to where a page with recovery codes leads; any other response as it is."""
    if response.context is None or "codes" not in response.context:
        return response
    return HttpResponseRedirect(response.context["next"])  # type: ignore[return-value]


_PAGES: Final[dict[str, Callable[[Client, Staff, str], "Response"]]] = {
    "/login/code/": lambda client, staff, _: type_code(
        client, enrol(staff), code_for(enrol(staff))
    ),
    "/login/password/": lambda client, _, password: choose_password(client, password),
    "/login/confidentiality/": lambda client, _staff, _: client.post(
        reverse("account_confidentiality")
    ),
    "/login/authenticator/": lambda client, staff, _: register_app(client, staff),
}
