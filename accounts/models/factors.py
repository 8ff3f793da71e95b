"""認証手段: what a person proves with who they are. Passkeys are rows of django_otp_webauthn."""

import secrets
from typing import ClassVar, Final

from django.db import models
from django_otp.models import Device, DeviceManager, ThrottlingMixin, TimestampMixin

from accounts import encryption
from accounts.models.staff import Staff

SECRET_BYTES: Final = 20  # RFC 4226, R6


def owner(staff_id: int) -> str:
    """For whom a secret is encrypted."""
    return f"accounts.staff:{staff_id}"


class AuthenticatorManager(DeviceManager):
    """Makes authenticators, each with a secret of its own."""

    def create_for(
        self, staff: Staff, *, confirmed: bool = True, name: str = "認証アプリ"
    ) -> "Authenticator":
        """A new random secret, encrypted for its owner."""
        sealed = encryption.encrypt(secrets.token_bytes(SECRET_BYTES), owner=owner(staff.pk))
        device: Authenticator = self.create(
            user=staff, name=name, confirmed=confirmed, sealed_key=sealed
        )
        return device


class Authenticator(TimestampMixin, ThrottlingMixin, Device):
    """認証アプリ: a secret that an app knows too; six digits every 30 seconds (RFC 6238)."""

    step = 30
    t0 = 0
    digits = 6
    tolerance = 1  # steps of a clock that is fast or slow

    sealed_key = models.CharField(max_length=200)
    drift = models.SmallIntegerField(default=0)
    last_t = models.BigIntegerField(default=-1)  # of the last accepted code; none before counts

    objects: ClassVar[AuthenticatorManager] = AuthenticatorManager()

    @property
    def bin_key(self) -> bytes:
        """The secret itself. Raises encryption.UnreadableSecret."""
        return encryption.decrypt(self.sealed_key, owner=owner(self.user_id))

    def get_throttle_factor(self) -> int:
        """Seconds to wait after the first wrong code; each further one doubles them."""
        return 1


class RecoverySheet(TimestampMixin, ThrottlingMixin, Device):
    """回復コードの控え: ten codes on paper, for the day the phone is lost; one sheet a person."""

    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_sheet_a_person", fields=["user"])]

    def get_throttle_factor(self) -> int:
        """Seconds to wait after the first wrong code; each further one doubles them."""
        return 1


class RecoveryCode(models.Model):
    """回復コード: never itself, only its digest, encrypted with a key outside the database."""

    sheet = models.ForeignKey(RecoverySheet, on_delete=models.CASCADE, related_name="codes")
    sealed_digest = models.CharField(max_length=200)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.pk}"
