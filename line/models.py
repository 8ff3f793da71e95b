"""What has LINE told us about the account?"""

from django.db import models
from django.utils import timezone


class FriendCount(models.Model):
    """LINE's numbers of the account's friends on one JST day, as read at ``read_at``.

    Source: reference 'Get number of followers'; the numbers of a day never change afterwards.
    """

    day = models.DateField("日付", unique=True)
    followers = models.PositiveIntegerField("友だち追加の累計（人）")
    targeted_reaches = models.PositiveIntegerField("属性別配信の対象になる人数（人）")
    blocks = models.PositiveIntegerField("ブロックした人数（人）")
    read_at = models.DateTimeField("取得日時", default=timezone.now)

    class Meta:
        verbose_name = "友だち数"
        verbose_name_plural = "友だち数"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.followers}"

    @property
    def reachable(self) -> int:
        """How many people a broadcast reaches: friends who have not blocked the account."""
        return max(0, self.followers - self.blocks)


class TokenCheck(models.Model):
    """Whether LINE takes our channel access token, as it said when it was last asked: one row."""

    class Said(models.TextChoices):
        ACCEPTED = "accepted", "使えます"
        REFUSED = "refused", "LINEに認められません"
        UNKNOWN = "unknown", "LINEに確かめられません"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    said = models.CharField(max_length=10, choices=Said.choices)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="line_token_check_is_one_row", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"{self.said} {self.checked_at}"
