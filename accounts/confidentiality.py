"""Who has been reminded this year that what they learn here is confidential (法2)."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action

GOOD_FOR: Final = timedelta(days=365)


def is_due(staff: Staff) -> bool:
    """Has it been a year, or never happened?"""
    last = staff.confidentiality_acknowledged_on
    return last is None or last <= timezone.localdate() - GOOD_FOR


def acknowledge(staff: Staff) -> None:
    """Note that the person has read it today."""
    with transaction.atomic():
        staff.confidentiality_acknowledged_on = timezone.localdate()
        staff.save(update_fields=["confidentiality_acknowledged_on"])
        trail.record(
            Action.CONFIDENTIALITY_ACKNOWLEDGED, target=staff, actor=staff.as_actor(), detail={}
        )
