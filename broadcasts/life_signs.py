"""What is known about the life of the processes and of the database that they work on."""

import pgtrigger
from django.db import models
from django.utils import timezone


class Pulse(models.Model):
    """When something that must go on for ever was last seen at work, and in which database."""

    class Name(models.TextChoices):
        LOOP = "send-loop", "配信の処理"
        BEAT = "beat", "定期処理"

    name = models.CharField(max_length=20, choices=Name.choices, primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    # Of the database in which this was written; a restored one is another (broadcasts/restores.py).
    database = models.CharField(max_length=100, blank=True)
    timeline = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.at}"


class Restore(models.Model):
    """The database was put back to an earlier state: what it does not know may have been sent."""

    data_until = models.DateTimeField()
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="restored_to_the_past",
                condition=models.Q(data_until__lte=models.F("found_at")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="restore_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.data_until} {self.found_at}"


class Incident(models.Model):
    """Something that must go on has come to a halt; told at its beginning and end."""

    class Kind(models.TextChoices):
        LOOP = "send-loop", "配信の処理が止まっています"
        BEAT = "beat", "定期処理が止まっています"
        TOKEN = "token", "LINEに接続できない鍵になっています"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_incident_of_a_kind",
                fields=["kind"],
                condition=models.Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.began_at}"
