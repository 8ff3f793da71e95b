"""異動・退職: who goes where from which day, ordered beforehand and carried out on the day."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Role, Section, Staff


class MovementKind(models.TextChoices):
    """What happens to the person."""

    TRANSFER = "transfer", "異動"
    RETIREMENT = "retirement", "退職"


class MovementQuerySet(models.QuerySet["Movement"]):
    """Scopes over movements."""

    def waiting(self) -> "MovementQuerySet":
        """Those that have not been carried out yet, and will be."""
        return self.filter(done_at=None, called_off_at=None)


class Movement(models.Model):
    """One order: a transfer from its first day `on`, a retirement after its last day `on`."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField("区分", max_length=12, choices=MovementKind.choices)
    on = models.DateField("日付")
    from_section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    to_section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="異動先の課"
    )
    kept_roles = ArrayField(
        models.CharField(max_length=20, choices=Role.choices), default=list, blank=True
    )
    reason = models.TextField("理由")
    ordered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    # Why it could not be carried out on its day; administrators are told.
    problem = models.TextField(blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_waiting_movement_of_a_kind",
                fields=["staff", "kind"],
                condition=Q(done_at=None, called_off_at=None),
            ),
            models.CheckConstraint(
                name="a_transfer_leads_somewhere",
                condition=Q(kind=MovementKind.TRANSFER, to_section__isnull=False)
                | Q(kind=MovementKind.RETIREMENT, to_section=None),
            ),
            models.CheckConstraint(
                name="nobody_moves_themselves", condition=~Q(ordered_by=F("staff"))
            ),
            models.CheckConstraint(
                name="done_or_called_off", condition=Q(done_at=None) | Q(called_off_at=None)
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="as_ordered",
                fields=[
                    *("staff", "kind", "on", "from_section", "to_section", "kept_roles"),
                    *("reason", "ordered_by", "ordered_at"),
                ],
            ),
            pgtrigger.Protect(
                name="settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__done_at__isnull=False)
                | pgtrigger.Q(old__called_off_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.get_kind_display()} {self.on}"

    @property
    def is_retirement(self) -> bool:
        """Does the person leave for good?"""
        return self.kind == MovementKind.RETIREMENT
