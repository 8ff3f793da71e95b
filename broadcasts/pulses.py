"""When was the send loop, and when beat, last seen at work?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import Now

from broadcasts.models import Pulse

# Longer than a busy minute of a small machine, short enough that a post is not missed for long.
SILENT_AFTER: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class Silence:
    """How long one of them has not been seen; None when it was never seen."""

    name: Pulse.Name
    lasts: timedelta | None

    @property
    def is_too_long(self) -> bool:
        """Has it stopped, as far as one can tell?"""
        return self.lasts is None or self.lasts > SILENT_AFTER


def note(name: Pulse.Name) -> None:
    """It is at work now, by the clock of the database."""
    if not Pulse.objects.filter(pk=name).update(at=Now()):
        Pulse.objects.get_or_create(name=name, defaults={"at": Now()})


def silence_of(name: Pulse.Name) -> Silence:
    """How long it has not been seen, by the clock of the database."""
    lasts = ExpressionWrapper(Now() - F("at"), output_field=DurationField())
    found = Pulse.objects.filter(pk=name).values_list(lasts, flat=True).first()
    return Silence(name, found)
