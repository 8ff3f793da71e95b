"""ログインの手助けの申請: what opens a way into the office of somebody, asked for by one of two."""

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Staff
from personnel.models.once import decided_once

# A request that nobody looked at is no lasting permission to open somebody's account.
GOOD_FOR: Final = timedelta(days=7)


class HelpKind(models.TextChoices):
    """What is to be done about the ID of somebody who can approve or administer."""

    FACTORS = "factors", "認証手段のリセット"
    PASSWORD = "password", "仮パスワードの発行"
    ADDRESS = "address", "メールアドレスの修正"
    RESUMPTION = "resumption", "利用の再開"

    @property
    def shows_password(self) -> bool:
        """Does its confirmation show a temporary password?"""
        return self in {HelpKind.FACTORS, HelpKind.PASSWORD}


class HelpOutcome(models.TextChoices):
    """What became of a request."""

    WAITING = "waiting", "確認待ち"
    CONFIRMED = "confirmed", "確認済み"
    REFUSED = "refused", "却下"
    WITHDRAWN = "withdrawn", "取下げ"
    EXPIRED = "expired", "期限切れ"


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    """Scopes over requests."""

    def waiting(self) -> "HelpRequestQuerySet":
        """Those that can still be decided on, the oldest first."""
        return self.undecided().filter(asked_at__gt=timezone.now() - GOOD_FOR)

    def undecided(self) -> "HelpRequestQuerySet":
        """Those without an outcome, also when their time is over; the oldest first."""
        return self.filter(outcome=HelpOutcome.WAITING).order_by("asked_at")


class HelpRequest(models.Model):
    """One request about the ID of somebody who can approve or administer; decided on once."""

    kind = models.CharField("区分", max_length=10, choices=HelpKind.choices)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="help_requests")
    # Of 修正 alone: name and address as they are to be, and the address as it was.
    name = models.CharField("氏名", max_length=60, blank=True)
    email = models.EmailField("メールアドレス", blank=True)
    email_before = models.EmailField("変更前のメールアドレス", blank=True)
    reason = models.TextField("理由")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(
        max_length=10, choices=HelpOutcome.choices, default=HelpOutcome.WAITING
    )
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField("却下の理由", blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_waiting_help_of_a_kind",
                fields=["staff", "kind"],
                condition=Q(outcome=HelpOutcome.WAITING),
            ),
            models.CheckConstraint(
                name="help_names_an_address_to_correct",
                condition=(Q(kind=HelpKind.ADDRESS) & ~Q(name="") & ~Q(email=""))
                | (~Q(kind=HelpKind.ADDRESS) & Q(name="", email="", email_before="")),
            ),
            models.CheckConstraint(
                name="nobody_asks_for_help_alone", condition=~Q(asked_by=F("staff"))
            ),
            models.CheckConstraint(
                name="help_decided_is_signed",
                condition=Q(outcome=HelpOutcome.WAITING, decided_by=None, decided_at=None)
                | Q(outcome=HelpOutcome.EXPIRED, decided_by=None, decided_at__isnull=False)
                | (
                    ~Q(outcome__in=[HelpOutcome.WAITING, HelpOutcome.EXPIRED])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
            # Whoever writes the row: three different people, or nobody is let in.
            models.CheckConstraint(
                name="help_is_confirmed_by_another",
                condition=Q(decided_by=None)
                | (Q(outcome=HelpOutcome.WITHDRAWN) & Q(decided_by=F("asked_by")))
                | (
                    ~Q(outcome=HelpOutcome.WITHDRAWN)
                    & ~Q(decided_by=F("asked_by"))
                    & ~Q(decided_by=F("staff"))
                ),
            ),
        ]
        triggers = decided_once("kind", "staff", "name", "email", "email_before")

    def __str__(self) -> str:
        return f"{self.staff.name} {self.get_kind_display()}"

    @property
    def expires_at(self) -> datetime:
        """Until when it can be confirmed."""
        return self.asked_at + GOOD_FOR

    @property
    def is_waiting(self) -> bool:
        """Can it still be decided on?"""
        return self.outcome == HelpOutcome.WAITING and timezone.now() < self.expires_at
