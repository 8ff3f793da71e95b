"""What people registered for a time, from a moment to another, and may have ended earlier."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

Registered = TypeVar("Registered", bound=models.Model, covariant=True)


class SpellQuerySet(models.QuerySet[Registered]):
    """Scopes over rows with starts_at, ends_at, registered_at; and ended_at, if ended early."""

    def at(self, moment: datetime) -> Self:
        """Those that held at a moment: begun, not over, and already registered by then."""
        return self.filter(
            Q(starts_at__lte=moment, ends_at__gt=moment, registered_at__lte=moment),
            Q(ended_at__isnull=True) | Q(ended_at__gt=moment),
        )

    def not_over(self) -> Self:
        """Those that go on or are still to come, the nearest first."""
        return self.filter(ends_at__gt=timezone.now(), ended_at__isnull=True).order_by("starts_at")
