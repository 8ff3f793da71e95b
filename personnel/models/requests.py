"""役割の申請: what one person asks for and only another one puts in force."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Appointment, Role, Staff
from personnel.models.once import decided_once


class RequestKind(models.TextChoices):
    """Whether a role is to be given or to end."""

    APPOINT = "appoint", "任命"
    END = "end", "任期の短縮"


class Outcome(models.TextChoices):
    """What became of a request."""

    WAITING = "waiting", "確認待ち"
    CONFIRMED = "confirmed", "確認済み"
    REFUSED = "refused", "却下"
    WITHDRAWN = "withdrawn", "取下げ"


class RoleRequestQuerySet(models.QuerySet["RoleRequest"]):
    """Scopes over requests."""

    def waiting(self) -> "RoleRequestQuerySet":
        """Those that nobody has decided on, the oldest first."""
        return self.filter(outcome=Outcome.WAITING).order_by("asked_at")


class RoleRequest(models.Model):
    """One request about a role that can approve or administer; decided on once, by another."""

    kind = models.CharField("区分", max_length=10, choices=RequestKind.choices)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="role_requests")
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    starts_on = models.DateField("開始日", null=True)
    ends_on = models.DateField("終了日", null=True)
    rank = models.PositiveSmallIntegerField("順位", null=True)
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="requests"
    )
    reason = models.TextField("理由")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField("却下の理由", blank=True)

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_waiting_request_for_a_role",
                fields=["staff", "role", "kind"],
                condition=Q(outcome=Outcome.WAITING),
            ),
            models.CheckConstraint(
                name="request_is_dated",
                condition=Q(kind=RequestKind.APPOINT, starts_on__isnull=False, appointment=None)
                | Q(kind=RequestKind.END, starts_on=None, appointment__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_asks_for_themselves", condition=~Q(asked_by=F("staff"))
            ),
            models.CheckConstraint(
                name="a_decided_request_is_signed",
                condition=Q(outcome=Outcome.WAITING, decided_by=None)
                | (~Q(outcome=Outcome.WAITING) & Q(decided_by__isnull=False)),
            ),
            # Whoever writes the row: three different people, or nothing is in force.
            models.CheckConstraint(
                name="a_request_is_confirmed_by_another",
                condition=~Q(outcome=Outcome.CONFIRMED)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("staff"))),
            ),
        ]
        triggers = decided_once(
            *("kind", "staff", "role", "starts_on", "ends_on", "rank", "appointment")
        )

    def __str__(self) -> str:
        return f"{self.staff.name} {self.get_role_display()} {self.get_kind_display()}"

    @property
    def is_appointment(self) -> bool:
        """Is a role to be given (and not to end)?"""
        return self.kind == RequestKind.APPOINT

    @property
    def is_waiting(self) -> bool:
        """Has nobody decided on it yet?"""
        return self.outcome == Outcome.WAITING
