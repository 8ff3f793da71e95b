"""How a person's own factors change: behind a fresh proof, never to none, and told by mail."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_otp.models import Device
from django_otp_webauthn.models import WebAuthnCredential

from accounts import devices, notices, recovery, sessions, step_up, temporary_passwords
from accounts.models import Authenticator, RecoverySheet, Staff, StepUp
from accounts.proofs import digest_of
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action

REMOVE: Final = "remove_factor"
REISSUE: Final = "reissue_recovery_codes"

LONGEST_NAME: Final = 30
OWN_RESET: Final = "自分の認証手段はリセットできません。ほかの管理者に依頼してください。"
CHANGED_BY_MAIL: Final = "心当たりがないときは、すぐに情報政策課へ連絡してください。\n"


class LastFactor(Exception):
    """Without this one nothing would be left to prove with."""


class NoSuchFactor(Exception):
    """It is not this person's, or not there any more."""


def find(staff: Staff, persistent_id: str) -> Any:
    """The person's registered app or passkey. Raises NoSuchFactor."""
    device = Device.from_persistent_id(persistent_id)
    is_own = isinstance(device, Authenticator | WebAuthnCredential) and device.user_id == staff.pk
    if not is_own or not device.confirmed:
        raise NoSuchFactor
    return device


def tell(staff: Staff, subject: str, words: str) -> None:
    """Mail the owner that a factor changed: whoever did not do it finds out."""
    notices.tell(staff, subject=subject, body=f"{staff.name}さん\n\n{words}\n\n{CHANGED_BY_MAIL}")


def rename(device: Any, *, actor: Staff, name: str) -> None:
    """Another name for one's own factor; it proves nothing and needs no proof."""
    _demand_own(device, actor)
    with transaction.atomic():
        device.name = name[:LONGEST_NAME]
        device.save(update_fields=["name"])
        trail.record(
            Action.FACTOR_RENAMED,
            target=actor,
            actor=actor.as_actor(),
            detail={"device": device.persistent_id},
        )


def begin_removal(device: Any, *, actor: Staff) -> StepUp:
    """Open the proof for removing exactly this one. Raises LastFactor, NoSuchFactor."""
    _demand_own(device, actor)
    _demand_another(actor)
    return step_up.begin(
        staff=actor,
        action=REMOVE,
        target=device.persistent_id,
        digest=digest_of(REMOVE, device.persistent_id),
    )


def remove(device: Any, *, actor: Staff, step_up_id: str, proof: dict[str, str]) -> StepUp:
    """Remove an app or passkey of one's own; sessions that rest on it end with it.

    Returns the spent proof. Raises StepUpRefused, LastFactor, NoSuchFactor.
    """
    _demand_own(device, actor)
    _demand_another(actor)
    name, label = device.persistent_id, device.name
    spent = step_up.confirm(
        step_up_id,
        staff=actor,
        action=REMOVE,
        target=name,
        digest=digest_of(REMOVE, name),
        **proof,
    )
    with transaction.atomic():
        devices.lock(actor)
        find(actor, name)  # again, under the lock: two removals at once must leave one
        _demand_another(actor)
        device.delete()
        tell(actor, "認証手段が削除されました", f"「{label}」が削除されました。")
        trail.record(
            Action.FACTOR_REMOVED, target=actor, actor=actor.as_actor(), detail={"device": name}
        )
    return spent


def begin_reissue(*, actor: Staff) -> StepUp:
    """Open the proof for ten new recovery codes."""
    target = trail.target_of(actor)
    return step_up.begin(
        staff=actor, action=REISSUE, target=target, digest=digest_of(REISSUE, target)
    )


def reissue(*, actor: Staff, step_up_id: str, proof: dict[str, str]) -> list[str]:
    """Ten new recovery codes; the old ones are dead. Raises StepUpRefused."""
    target = trail.target_of(actor)
    step_up.confirm(
        step_up_id,
        staff=actor,
        action=REISSUE,
        target=target,
        digest=digest_of(REISSUE, target),
        **proof,
    )
    with transaction.atomic():
        tell(actor, "回復コードが発行されました", "新しい回復コードが発行されました。")
        return recovery.issue(actor)


def reset_and_issue(staff: Staff, *, actor: Staff, reason: str = "") -> str:
    """紛失の手続き: no factor is left, and a new temporary password is returned, to be shown once.

    Always both or neither. The caller has asked the administrator for a proof. Raises
    PermissionDenied for one's own.
    """
    with transaction.atomic():
        reset(staff, actor=actor, reason=reason)
        return temporary_passwords.issue(staff, actor=actor, reason=reason)


def reset(staff: Staff, *, actor: Staff, reason: str = "") -> None:
    """紛失: remove every factor of somebody else; whatever session rests on them ends.

    Never alone: `reset_and_issue` is the act, as a password known to a thief would otherwise be
    enough to register the thief's phone. The caller has asked the administrator for a proof.
    Raises PermissionDenied for one's own.
    """
    if staff.pk == actor.pk:
        raise PermissionDenied(OWN_RESET)
    with transaction.atomic():
        devices.lock(staff)
        removed = [
            device.persistent_id
            for model in (Authenticator, WebAuthnCredential, RecoverySheet)
            for device in model.objects.filter(user=staff)
        ]
        for model in (Authenticator, WebAuthnCredential, RecoverySheet):
            model.objects.filter(user=staff).delete()
        sessions.end_all(staff, actor=actor, why=Ending.BY_ADMINISTRATOR)
        tell(staff, "認証手段がリセットされました", f"{actor}さんがすべて削除しました。")
        trail.record(
            Action.FACTORS_RESET,
            target=staff,
            actor=actor.as_actor(),
            detail={"devices": removed, **({"reason": reason} if reason else {})},
        )


def _demand_own(device: Any, actor: Staff) -> None:
    if device.user_id != actor.pk:
        raise NoSuchFactor


def _demand_another(actor: Staff) -> None:
    if len(devices.primary_devices(actor)) <= 1:
        raise LastFactor
