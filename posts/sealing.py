"""How content is sealed: SHA-256, computed alike by Python and by PostgreSQL."""

import hashlib

from django.db import models
from django.db.models import F, Func, Value


def seal(text: str) -> str:
    """SHA-256 of the UTF-8 text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class SealOf(Func):
    """The same seal as an SQL expression over a text column, for constraints."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()

    def __init__(self, column: str | F | Value) -> None:
        super().__init__(column)
