"""不在: when somebody is away, said beforehand and kept as it was said."""

from django.db import models
from django.db.models import F, Q

from accounts.models.spells import Spell, SpellQuerySet, spell_constraints, spell_triggers
from accounts.models.staff import Staff


class AbsenceCategory(models.TextChoices):
    """Why somebody is away; shown to that person and to administrators only."""

    TRIP = "trip", "出張"
    LEAVE = "leave", "休暇"
    ILLNESS = "illness", "病気"
    OTHER = "other", "その他"


class AbsenceQuerySet(SpellQuerySet["Absence"]):
    """Scopes over absences."""


class Absence(Spell):
    """One absence, from a moment to another; it may end earlier, and is never written anew."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    category = models.CharField("区分", max_length=10, choices=AbsenceCategory.choices)
    note = models.TextField("登録の理由", blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            *spell_constraints("absence", alone="one_absence_at_a_time"),
            models.CheckConstraint(
                name="absence_of_another_has_a_reason",
                condition=Q(registered_by=F("staff")) | ~Q(note=""),
            ),
        ]
        triggers = spell_triggers("category", "note")

    def __str__(self) -> str:
        return f"{self.staff.name} {self.starts_at}–{self.ends_at}"
