"""What is asked of every passkey: the owner verified by PIN, face or finger, and our challenge."""

from typing import Any

from django.http import HttpRequest
from django_otp_webauthn.helpers import WebAuthnHelper
from webauthn.helpers.structs import AuthenticatorSelectionCriteria, UserVerificationRequirement


class StaffWebAuthnHelper(WebAuthnHelper):
    """The library's ceremonies with a challenge of ours.

    The library asks for the verification of the owner only as a preference when a passkey is
    registered, and discourages it when one is used after a password.
    """

    def __init__(self, request: HttpRequest | None = None, *, challenge: bytes = b"") -> None:
        super().__init__(request or HttpRequest())
        self.challenge = challenge

    def generate_challenge(self) -> bytes:
        return self.challenge or bytes(super().generate_challenge())

    def get_generate_registration_options_kwargs(self, *, user: Any) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_generate_registration_options_kwargs(user=user)
        kwargs["authenticator_selection"] = AuthenticatorSelectionCriteria(
            resident_key=self.get_discoverable_credentials_preference(),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return kwargs

    def get_generate_authentication_options_kwargs(
        self, *, user: Any = None, require_user_verification: bool = True
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_generate_authentication_options_kwargs(
            user=user, require_user_verification=True
        )
        kwargs["challenge"] = self.generate_challenge()
        return kwargs
