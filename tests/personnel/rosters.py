"""How the tests of 緊急当番 put people on duty: by the real verb, with a real fresh proof."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Duty, Staff
from personnel import duties
from personnel.duties import Turn
from tests.accounts.sign_in import enrol
from tests.personnel.acting import proof

HOUR: Final = timedelta(hours=1)


def at(hours: float) -> datetime:
    """So many hours from now."""
    return timezone.now() + hours * HOUR


def turn(staff: Staff, first: float = 1, last: float = 10) -> Turn:
    """A turn of somebody who has a second factor, in hours from now."""
    enrol(staff)
    return Turn(staff, at(first), at(last))


def register(*turns: Turn, by: Staff) -> list[Duty]:
    """登録: what the pages do."""
    opened = proof(duties.registration(turns, actor=by), by)
    return duties.register(turns, actor=by, proof=opened)


def put_on_duty(staff: Staff, *, by: Staff, hours: float = 8) -> Duty:
    """On duty from this very moment."""
    (duty,) = register(turn(staff, 0, hours), by=by)
    return duty
