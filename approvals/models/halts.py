"""配信停止: one approved post was kept from going out; the reason may come afterwards."""

from typing import Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff
from posts.models import Revision

EXPLAIN_AS_WHO_STOPPED: Final = """
IF NEW.explained_by_id <> NEW.stopped_by_id AND NOT EXISTS (
    SELECT 1 FROM accounts_appointment o
    WHERE o.staff_id = NEW.explained_by_id AND o.role = 'account_manager'
        AND o.cancelled_at IS NULL
        AND o.starts_on <= (NEW.explained_at AT TIME ZONE 'Asia/Tokyo')::date
        AND coalesce(o.ends_on, 'infinity') >= (NEW.explained_at AT TIME ZONE 'Asia/Tokyo')::date
) THEN
    RAISE EXCEPTION 'halt % is not for staff % to explain', NEW.id, NEW.explained_by_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Halt(models.Model):
    """One post was stopped by one press; why is written down as soon as there is time for it."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="halt")
    stopped_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="halts")
    stopped_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField("止めた理由", blank=True)
    explained_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="halt_is_explained_in_words",
                condition=Q(explained_by=None, explained_at=None, reason="")
                | (Q(explained_by__isnull=False, explained_at__isnull=False) & ~Q(reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="as_stopped", fields=["revision", "stopped_by", "stopped_at"]),
            pgtrigger.Protect(
                name="explained_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__explained_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="explained_by_who_stopped",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__explained_by__isnull=False),
                func=EXPLAIN_AS_WHO_STOPPED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.stopped_by.name}"
