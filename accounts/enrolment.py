"""How a person adds an authenticator app or a passkey of their own, behind a fresh proof."""

import hashlib
from typing import Final

from django.db import transaction
from django_otp_webauthn.models import WebAuthnCredential

from accounts import devices, passkeys, step_up
from accounts.devices import Check, Verdict
from accounts.factors import NoSuchFactor, tell
from accounts.models import Authenticator, Staff, StepUp
from accounts.proofs import digest_of
from audit import trail

ADD_AUTHENTICATOR: Final = "add_authenticator"
ADD_PASSKEY: Final = "add_passkey"
ADDED: Final = "認証手段が追加されました"


class WrongFirstCode(Exception):
    """The new app does not show this code; `check` says what to tell."""

    def __init__(self, check: Check) -> None:
        super().__init__(check.message)
        self.check = check


def begin_authenticator(*, actor: Staff) -> StepUp:
    """Show a new secret, and open the proof for registering exactly this one."""
    pending = devices.start_enrolment(actor)
    return step_up.begin(
        staff=actor,
        action=ADD_AUTHENTICATOR,
        target=pending.persistent_id,
        digest=_digest_of_pending(pending),
    )


def pending_of(opened: StepUp) -> Authenticator | None:
    """The app that this proof was opened for, while its secret is alive and not registered yet."""
    _, _, pk = opened.target.rpartition("/")
    return devices.pending_enrolment(opened.staff, int(pk)) if pk.isdigit() else None


def add_authenticator(
    pending: Authenticator, *, actor: Staff, first_code: str, step_up_id: str, proof: dict[str, str]
) -> None:
    """Register the app that was shown. Raises WrongFirstCode, StepUpRefused, NoSuchFactor."""
    # First what costs nothing to try again: a proof is spent by its use.
    if not devices.is_code(first_code) or not devices.fits(pending, first_code):
        raise WrongFirstCode(Check(Verdict.WRONG, wait=1))
    step_up.confirm(
        step_up_id,
        staff=actor,
        action=ADD_AUTHENTICATOR,
        target=pending.persistent_id,
        digest=_digest_of_pending(pending),
        **proof,
    )
    with transaction.atomic():
        check = devices.confirm_enrolment(actor, pending.pk, first_code, is_first=False)
        if check is None:
            raise NoSuchFactor
        if check.verdict is Verdict.ACCEPTED:
            tell(actor, ADDED, f"認証アプリ「{pending.name}」が追加されました。")
    if check.verdict is not Verdict.ACCEPTED:
        raise WrongFirstCode(check)


def begin_passkey(*, actor: Staff) -> StepUp:
    """Open the proof for registering one more passkey."""
    passkeys.prepare(actor)
    target = trail.target_of(actor)
    return step_up.begin(
        staff=actor, action=ADD_PASSKEY, target=target, digest=digest_of(ADD_PASSKEY, target)
    )


def new_passkey_options(opened: StepUp) -> str:
    """What the browser is asked to make a passkey, as JSON; its challenge belongs to this proof."""
    return passkeys.creation_options(opened.staff, _registration_challenge(opened))


def add_passkey(
    opened: StepUp, *, actor: Staff, credential: str, name: str, proof: dict[str, str]
) -> WebAuthnCredential:
    """Register a passkey just made. Raises StepUpRefused, PasskeyRefused."""
    target = trail.target_of(actor)
    step_up.confirm(
        str(opened.pk),
        staff=actor,
        action=ADD_PASSKEY,
        target=target,
        digest=digest_of(ADD_PASSKEY, target),
        **proof,
    )
    with transaction.atomic():
        device = passkeys.register(
            actor, credential, _registration_challenge(opened), name=name, is_first=False
        )
        tell(actor, ADDED, f"パスキー「{device.name}」が追加されました。")
    return device


def _digest_of_pending(pending: Authenticator) -> str:
    return digest_of(ADD_AUTHENTICATOR, pending.persistent_id, pending.sealed_key)


def _registration_challenge(opened: StepUp) -> bytes:
    # Not the challenge of the proof itself: one answer must never pass for the other.
    return hashlib.sha256(b"registration" + bytes.fromhex(opened.nonce)).digest()
