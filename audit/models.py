"""The audit trail as it is stored: append-only rows, each sealed with the one before."""

import pgtrigger
from django.db import models

from audit.actions import Action


class Entry(models.Model):
    """One act. Names are kept as text, so that an entry stays true after a transfer (運用, 不正).

    `detail` holds ids and digests, never message texts or LINE user ids: what must be erased
    one day (個4) may not be sealed into a chain.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=64)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=64, choices=Action.choices)
    target = models.CharField(max_length=100, db_index=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            # The outcomes of sending are counted every few seconds (hachinohe_line/metrics.py).
            models.Index(
                name="audit_entry_of_sending",
                fields=["action"],
                condition=models.Q(action__startswith="broadcast."),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_entry_known_action",
                condition=models.Q(action__in=Action.values),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.get_action_display()} {self.target}"


class Head(models.Model):
    """Where the chain ends: the one row that writers lock, and that betrays a cut-off end."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_head_is_one_row", condition=models.Q(id=1)),
        ]
        triggers = [pgtrigger.Protect(name="one_head", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
