"""取込みファイル: what was uploaded, kept only until it is applied or given up."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff


class StaffFile(models.Model):
    """The rows of one uploaded file; they are erased when it is applied, or after a day."""

    name = models.CharField("ファイル名", max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_applied_file_is_empty", condition=Q(applied_at=None) | Q(rows=[])
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="applied_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
