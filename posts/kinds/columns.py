"""Which columns does a post have because there are several kinds of it?"""

from datetime import datetime, timedelta
from typing import Any, Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from line.messages.visible import NOTHING_SEEN
from posts.choices import Audience, Status
from posts.kinds.choices import FOLLOWING, URGENT, Kind, Level

# What a drafter writes of them.
KIND_FIELDS: Final = ("kind", "source_name", "source_url", "source_check", "easy_text")
# What citizens were told so long ago is set right with everybody asked.
STILL_FRESH: Final = timedelta(days=14)
ON_THE_DESK: Final = [Status.DRAFT, Status.RETURNED, Status.WITHDRAWN]

FOLLOWS_A_SENT_POST: Final = """
IF NEW.original_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM posts_post o
    WHERE o.id = NEW.original_id AND o.status IN ('sent', 'uncertain')
) THEN
    RAISE EXCEPTION 'post % was not sent: it cannot be corrected or cancelled', NEW.original_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
WRITTEN_FROM_A_VALID_PATTERN: Final = """
IF NEW.written_from_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM posts_patternversion v JOIN posts_pattern p ON p.id = v.pattern_id
    WHERE v.id = NEW.written_from_id AND p.retired_at IS NULL
        AND v.valid_from <= (now() AT TIME ZONE 'Asia/Tokyo')::date
        AND v.valid_until >= (now() AT TIME ZONE 'Asia/Tokyo')::date
) THEN
    RAISE EXCEPTION 'pattern version % may not be used now', NEW.written_from_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

# 緊急の文例 and ordinary ones never stand in for each other, whoever writes the row.
WRITTEN_FROM_ITS_OWN_KIND_OF_PATTERN: Final = """
IF NEW.kind = 'emergency' AND NOT EXISTS (
    SELECT 1 FROM posts_patternversion v JOIN posts_patternapproval a ON a.version_id = v.id
    WHERE v.id = NEW.written_from_id AND v.level = NEW.level
) THEN
    RAISE EXCEPTION 'pattern version % was not approved for this level', NEW.written_from_id
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind <> 'emergency' AND EXISTS (
    SELECT 1 FROM posts_patternversion v WHERE v.id = NEW.written_from_id AND v.level <> ''
) THEN
    RAISE EXCEPTION 'pattern version % is for emergencies only', NEW.written_from_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class KindColumns(models.Model):
    """The kind of a post and what belongs to it; `Post` is made of this and of its own columns."""

    follow_ups: Any

    # 避難情報, of an emergency only: fixed words, which the drafter types once more.
    level = models.CharField("警戒レベル", max_length=1, choices=Level.choices, blank=True)
    # What stands in the gaps of its 緊急の文例, by the names of the gaps.
    gap_values = models.JSONField(default=dict)
    # 重要・異例: nobody decides on it in place of アカウント管理者.
    is_weighty = models.BooleanField("重要・異例", default=False)
    kind = models.CharField(
        "投稿の種類", max_length=12, choices=Kind.choices, default=Kind.ORDINARY
    )
    original = models.ForeignKey(
        "posts.Post", on_delete=models.PROTECT, null=True, related_name="follow_ups"
    )
    source_name = models.CharField("発信元", max_length=100, blank=True)
    source_url = models.CharField("発信元のアドレス", max_length=1000, blank=True)
    source_check = models.TextField("信頼できると確かめた方法", blank=True)
    easy_text = models.TextField("やさしい日本語", blank=True)
    written_from = models.ForeignKey(
        "posts.PatternVersion", on_delete=models.PROTECT, null=True, related_name="posts"
    )

    class Meta:
        abstract = True

    @property
    def is_urgent(self) -> bool:
        """Does every minute count now?"""
        return self.was_urgent(timezone.now())

    def was_urgent(self, moment: datetime) -> bool:
        """Did every minute count then? With a correction or a cancellation, for 14 days."""
        sent_at = self.original.send_at if self.original is not None else None
        is_old = sent_at is not None and moment - sent_at > STILL_FRESH
        return self.kind in URGENT and not is_old

    @property
    def corrections(self) -> list[Any]:
        """The posts that correct or cancel this one, and have been sent."""
        return [post for post in self.follow_ups.all() if post.status == Status.SENT]

    @property
    def is_cancelled(self) -> bool:
        """Do citizens know that it no longer holds?"""
        return any(post.kind == Kind.CANCELLATION for post in self.corrections)

    @property
    def is_corrected(self) -> bool:
        """Do citizens know of something that was set right?"""
        return any(post.kind == Kind.CORRECTION for post in self.corrections)


KIND_CONSTRAINTS: Final = [
    models.CheckConstraint(
        name="post_follows_another_by_its_kind",
        condition=Q(kind__in=FOLLOWING, original__isnull=False)
        | (~Q(kind__in=FOLLOWING) & Q(original__isnull=True)),
    ),
    # 共有, whoever writes the row: nothing is passed on without a source that was checked.
    models.CheckConstraint(
        name="post_share_names_its_source",
        condition=Q(status__in=ON_THE_DESK)
        | ~Q(kind=Kind.SHARE)
        | (
            ~Q(source_name__regex=NOTHING_SEEN)
            & ~Q(source_url__regex=NOTHING_SEEN)
            & ~Q(source_check__regex=NOTHING_SEEN)
        ),
    ),
    # A drill for everyone never gets past the desk of its drafter.
    # An emergency has its level and goes out at once, written from a text approved beforehand.
    models.CheckConstraint(
        name="post_level_of_an_emergency",
        condition=(Q(kind=Kind.EMERGENCY, at_once=True, written_from__isnull=False) & ~Q(level=""))
        | (~Q(kind=Kind.EMERGENCY) & Q(level="")),
    ),
    models.CheckConstraint(
        name="post_drill_stays_inside",
        condition=Q(status__in=ON_THE_DESK) | ~Q(kind=Kind.DRILL, audience=Audience.EVERYONE),
    ),
]
KIND_TRIGGERS: Final = [
    pgtrigger.Trigger(
        name="follows_a_sent_post",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("original_id"),
        func=FOLLOWS_A_SENT_POST,
    ),
    pgtrigger.Trigger(
        name="written_from_a_valid_pattern",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("written_from_id"),
        func=WRITTEN_FROM_A_VALID_PATTERN,
    ),
    pgtrigger.Trigger(
        name="written_from_its_own_kind_of_pattern",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("written_from_id", "kind", "level"),
        func=WRITTEN_FROM_ITS_OWN_KIND_OF_PATTERN,
    ),
    pgtrigger.Protect(
        name="kind_kept_off_the_desk",
        operation=pgtrigger.UpdateOf("kind", "original_id", "level"),
        condition=~pgtrigger.Q(old__status__in=ON_THE_DESK)
        & (
            pgtrigger.Q(old__kind__df=pgtrigger.F("new__kind"))
            | pgtrigger.Q(old__original_id__df=pgtrigger.F("new__original_id"))
            | pgtrigger.Q(old__level__df=pgtrigger.F("new__level"))
        ),
    ),
]
