"""What is sent: one row per request, its bytes and key fixed before the first try."""

import pgtrigger
from django.db import models
from django.db.models.lookups import Exact
from django.utils import timezone

from accounts.models import Staff, StepUp
from broadcasts.insight.models import Insight, Question
from broadcasts.life_signs import Incident, Pulse, Restore
from posts.models import Revision

__all__ = [
    "OPEN_STATES",
    "TRANSITIONS",
    "Broadcast",
    "Finding",
    "Incident",
    "Insight",
    "Pulse",
    "Question",
    "Restore",
    "State",
    "Stop",
]

# What counts as failed may be written and sent anew: that needs the word of two people.
REFUSE_UNFOUND_FAILURES = """
IF NOT EXISTS (
    SELECT 1 FROM broadcasts_finding f
    WHERE f.broadcast_id = NEW.id AND NOT f.arrived AND f.confirmed_by_id IS NOT NULL
) THEN
    RAISE EXCEPTION 'nobody has confirmed that broadcast % did not arrive', NEW.id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

# A drill may be written down as held back, and nothing else: its bytes never become a request.
REFUSE_DRILLS = """
IF (NEW.state <> 'failed' OR NEW.body <> '') AND EXISTS (
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    WHERE r.id = NEW.revision_id
        AND (p.kind = 'drill' OR position('"kind":"drill","level"' IN r.canonical) > 0)
) THEN
    RAISE EXCEPTION 'revision % is a drill and is not broadcast', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class State(models.TextChoices):
    PREPARED = "prepared", "送信前"
    SENDING = "sending", "送信中"
    ACCEPTED = "accepted", "LINEが受付済み"
    FAILED = "failed", "失敗"
    UNCERTAIN = "uncertain", "結果不明"


VERSION_OF_KEY = models.Func(
    "retry_key", function="uuid_extract_version", output_field=models.SmallIntegerField()
)
OPEN_STATES = (State.PREPARED, State.SENDING)

TRANSITIONS: dict[State, frozenset[State]] = {
    # In doubt without a try: it may have been sent before the database was restored.
    State.PREPARED: frozenset({State.SENDING, State.FAILED, State.UNCERTAIN}),
    State.SENDING: frozenset({State.ACCEPTED, State.FAILED, State.UNCERTAIN}),
    State.ACCEPTED: frozenset(),
    State.FAILED: frozenset(),
    # When the proof comes after all, or two people have found out.
    State.UNCERTAIN: frozenset({State.ACCEPTED, State.FAILED}),
}


class Stop(models.Model):
    """緊急停止: while one stands, no request leaves. Pulled by one person, lifted by two.

    The system itself pulls it when the database was restored, and then names nobody.
    """

    stopped_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    cause = models.TextField("止めた理由", blank=True)
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
            models.CheckConstraint(
                name="stop_says_by_whom_or_why",
                condition=models.Q(stopped_by__isnull=False) | ~models.Q(cause=""),
            ),
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
        return f"{self.stopped_by or self.cause} {self.stopped_at}"


class Broadcast(models.Model):
    """One approved revision on its way to every friend, by one request under one retry key."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="broadcast")
    # Follows from the revision (broadcasts/keys.py): drawn anew, LINE would take it twice.
    retry_key = models.UUIDField(unique=True, editable=False)
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
    next_act = models.TextField("次にすること", blank=True)
    line_words = models.TextField("LINEの応答", blank=True)
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
            # Version 5 is computed from a name. What was drawn by lot (4) LINE cannot recognise.
            models.CheckConstraint(
                name="broadcast_key_is_derived",
                condition=Exact(VERSION_OF_KEY, 5),
            ),
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
            pgtrigger.Trigger(
                name="no_drill",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=REFUSE_DRILLS,
            ),
            pgtrigger.Trigger(
                name="doubt_is_settled_by_two",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=State.UNCERTAIN, new__state=State.FAILED),
                func=REFUSE_UNFOUND_FAILURES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.get_state_display()}"


class Finding(models.Model):
    """What one person found out about an uncertain sending, and who confirmed it."""

    broadcast = models.OneToOneField(Broadcast, on_delete=models.PROTECT, related_name="finding")
    arrived = models.BooleanField("届いていた")
    words = models.TextField("確かめたこと")
    found_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    proof = models.OneToOneField(StepUp, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            # Whoever writes the row: nobody settles a doubt alone, nor without a second factor.
            models.CheckConstraint(
                name="finding_is_confirmed_by_another",
                condition=models.Q(confirmed_by=None, confirmed_at=None, proof=None)
                | (
                    models.Q(
                        confirmed_by__isnull=False, confirmed_at__isnull=False, proof__isnull=False
                    )
                    & ~models.Q(confirmed_by=models.F("found_by"))
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="finding_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="confirmed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.arrived}"
