"""緊急当番: who may be the second pair of eyes for an emergency, and from when to when."""

from datetime import datetime, timedelta
from typing import Final

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import DUTY_ROLES
from accounts.models.spells import Spell, SpellQuerySet, spell_constraints, spell_triggers
from accounts.models.staff import Staff

LONGEST: Final = timedelta(days=14)
ROLE_NAMES: Final = ", ".join(f"'{role}'" for role in sorted(DUTY_ROLES))
# A turn can make somebody the second of two: its people are chosen as carefully as a role's.
GIVEN_BY_AND_TO: Final = f"""
    IF NOT EXISTS (
        SELECT 1 FROM accounts_staff s JOIN accounts_appointment a ON a.staff_id = s.id
        WHERE s.id = NEW.registered_by_id AND s.is_active AND a.cancelled_at IS NULL
            AND a.role IN ('account_manager', 'administrator')
            AND a.starts_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date
            AND (a.ends_on IS NULL OR a.ends_on >= (now() AT TIME ZONE 'Asia/Tokyo')::date)
    ) THEN
        RAISE EXCEPTION 'staff % gives no turns of duty', NEW.registered_by_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM accounts_staff s JOIN accounts_appointment a ON a.staff_id = s.id
        WHERE s.id = NEW.staff_id AND s.is_active AND a.cancelled_at IS NULL
            AND a.role IN ({ROLE_NAMES})
            AND a.starts_on <= (NEW.starts_at AT TIME ZONE 'Asia/Tokyo')::date
            AND (a.ends_on IS NULL
                OR (a.ends_on + 1)::timestamp AT TIME ZONE 'Asia/Tokyo' >= NEW.ends_at)
    ) OR EXISTS (
        SELECT 1 FROM accounts_appointment a
        WHERE a.staff_id = NEW.staff_id AND a.cancelled_at IS NULL AND a.role = 'administrator'
            AND a.starts_on::timestamp AT TIME ZONE 'Asia/Tokyo' < NEW.ends_at
            AND (a.ends_on IS NULL
                OR (a.ends_on + 1)::timestamp AT TIME ZONE 'Asia/Tokyo' > NEW.starts_at)
    ) THEN
        RAISE EXCEPTION 'staff % cannot be on duty then', NEW.staff_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - of constants


class DutyQuerySet(SpellQuerySet["Duty"]):
    """Scopes over turns of duty."""


class Duty(Spell):
    """One turn of one person; it may end earlier, and is never written anew."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="duties")

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            *spell_constraints("duty", alone="one_turn_of_duty_at_a_time"),
            models.CheckConstraint(
                name="duty_is_no_longer_than_two_weeks",
                condition=Q(ends_at__lte=F("starts_at") + LONGEST),
            ),
            models.CheckConstraint(
                name="duty_is_not_of_the_past", condition=Q(ends_at__gt=F("registered_at"))
            ),
            # Whoever writes the row: nobody makes themselves the second pair of eyes.
            models.CheckConstraint(
                name="duty_is_given_by_another", condition=~Q(registered_by=F("staff"))
            ),
        ]
        triggers = [
            *spell_triggers(),
            pgtrigger.Trigger(
                name="by_and_to_those_who_may",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=GIVEN_BY_AND_TO,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.starts_at}–{self.ends_at}"

    @property
    def last_moment(self) -> datetime:
        """When it is over: as said beforehand, or earlier."""
        return self.ended_at or self.ends_at
