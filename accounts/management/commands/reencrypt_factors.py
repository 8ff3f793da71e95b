"""`manage.py reencrypt_factors`: moves every secret to the newest key; then an old one can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from accounts import encryption
from accounts.encryption import UnreadableSecret
from accounts.models import Authenticator, RecoveryCode
from accounts.models.factors import owner


class Command(BaseCommand):
    """Put the new key first in FACTOR_KEYS, restart, run this, then take the old key out."""

    help = "Encrypt all factor secrets with the first key of FACTOR_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many were moved; fails, naming the rows, when one cannot be read."""
        moved, unreadable = 0, []
        for model, column in ((Authenticator, "sealed_key"), (RecoveryCode, "sealed_digest")):
            for pk in model._default_manager.values_list("pk", flat=True):
                try:
                    moved += _move(model, column, pk)
                except UnreadableSecret as error:
                    unreadable.append(f"{model._meta.label_lower}/{pk}: {error}")
        newest = encryption.newest_key()
        self.stdout.write(f"{moved} secrets were moved to the key {newest}.")
        if unreadable:
            raise CommandError("Not readable, and left as they are:\n" + "\n".join(unreadable))


def _move(model: type[models.Model], column: str, pk: int) -> bool:
    with transaction.atomic():
        row: Any = model._default_manager.select_for_update().filter(pk=pk).first()
        if row is None or encryption.key_of(getattr(row, column)) == encryption.newest_key():
            return False
        whose = owner(row.user_id if isinstance(row, Authenticator) else row.sheet.user_id)
        secret = encryption.decrypt(getattr(row, column), owner=whose)
        # This column alone: what a code that is being tried writes beside it must stay.
        setattr(row, column, encryption.encrypt(secret, owner=whose))
        row.save(update_fields=[column])
        return True
