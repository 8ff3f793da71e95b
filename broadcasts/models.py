"""What is sent: one row per request, its bytes and key fixed before the first try."""

import uuid

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff
from posts.models import Revision


class State(models.TextChoices):
    PREPARED = "prepared", "送信前"
    SENDING = "sending", "送信中"
    ACCEPTED = "accepted", "LINEが受付済み"
    FAILED = "failed", "失敗"
    UNCERTAIN = "uncertain", "結果不明"


OPEN_STATES = (State.PREPARED, State.SENDING)

TRANSITIONS: dict[State, frozenset[State]] = {
    State.PREPARED: frozenset({State.SENDING, State.FAILED}),
    State.SENDING: frozenset({State.ACCEPTED, State.FAILED, State.UNCERTAIN}),
    State.ACCEPTED: frozenset(),
    State.FAILED: frozenset(),
    State.UNCERTAIN: frozenset({State.ACCEPTED}),  # when the proof comes after all
}


class Stop(models.Model):
    """緊急停止: while one stands, no request leaves. Pulled by one person, lifted by two."""

    stopped_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(default=timezone.now)
    release_asked_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+"
    )
    release_asked_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    reason = models.TextField("再開してよい理由", blank=True)
    stands = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_stop_stands", fields=["stands"], condition=models.Q(stands=True)
            ),
            # Whoever writes the row: nobody lifts a stop alone.
            models.CheckConstraint(
                name="stop_is_lifted_by_two",
                condition=models.Q(stands=True)
                | (
                    models.Q(released_by__isnull=False, release_asked_by__isnull=False)
                    & ~models.Q(released_by=models.F("release_asked_by"))
                ),
            ),
        ]
        triggers = [pgtrigger.Protect(name="stop_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.stopped_by.name} {self.stopped_at}"


class Broadcast(models.Model):
    """One approved revision on its way to every friend, by one request under one retry key."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="broadcast")
    retry_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    first_attempt_at = models.DateTimeField(null=True)
    # Set before the first byte leaves; taken back only when LINE certainly accepted nothing.
    may_have_arrived = models.BooleanField(default=False)
    http_status = models.PositiveSmallIntegerField(null=True)
    request_id = models.CharField("受付番号", max_length=100, blank=True)
    reason = models.TextField("理由", blank=True)
    finished_at = models.DateTimeField(null=True)
    friends = models.PositiveIntegerField("友だちの数", null=True)
    friends_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="broadcast_open",
                fields=["next_attempt_at"],
                condition=models.Q(state__in=OPEN_STATES),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="broadcast_finished_is_dated",
                condition=models.Q(state__in=OPEN_STATES) | models.Q(finished_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="frozen", fields=["revision", "retry_key", "body"]),
            pgtrigger.FSM(
                name="moves_along_the_table",
                field="state",
                transitions=[
                    (str(before), str(after))
                    for before, afters in TRANSITIONS.items()
                    for after in sorted(afters)
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.get_state_display()}"
