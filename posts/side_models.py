"""What is kept beside a post: earlier states of its words, who had a hand in it, comments."""

from datetime import timedelta
from typing import Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff

LONGEST_COMMENT = 1000
LONGEST_QUOTE = 200
LONGEST_BEFORE = 20
LONGEST_PROPOSAL = 1000
# While one person types, all that is saved by itself is one state and one entry of the trail.
STRETCH: Final = timedelta(minutes=10)

# No words of somebody get into a post without that person being barred from deciding on it.
ADOPTED_MAKES_A_HAND: Final = """
IF NOT EXISTS (
    SELECT 1 FROM posts_contribution c
    WHERE c.post_id = NEW.post_id AND c.staff_id = NEW.author_id AND c.kind = 'suggested'
) THEN
    RAISE EXCEPTION 'comment % is adopted without a hand of staff %', NEW.id, NEW.author_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class WorkingState(models.Model):
    """The working copy as one person left it: by a press, or at the end of a stretch of typing.

    While somebody types, the state of the stretch is overwritten (`posts/states.py`); `fields` is
    what `Post.working_copy` holds, with times in ISO form. With `revision` it is what was frozen.
    One that is `is_aside` never was the working copy (`posts/asides.py`).
    """

    post = models.ForeignKey("posts.Post", on_delete=models.PROTECT, related_name="states")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    fields = models.JSONField()
    by_hand = models.BooleanField()
    # 採らなかった内容: what was typed against a version that somebody else had replaced.
    is_aside = models.BooleanField(default=False)
    began_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    revision = models.OneToOneField(
        "posts.Revision", on_delete=models.PROTECT, null=True, related_name="state"
    )

    class Meta:
        ordering = ["post", "pk"]
        constraints = [
            models.CheckConstraint(
                name="no_aside_was_frozen", condition=Q(is_aside=False) | Q(revision__isnull=True)
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_of_the_same_stretch",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__by_hand=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.version}"


class Presence(models.Model):
    """Somebody has a draft open: the last sign of that window; soon forgotten."""

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="presences")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="present_once_at_a_post", fields=["post", "staff"]),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.seen_at}"


class Comment(models.Model):
    """A remark on a post; its author has no hand in the post by that alone.

    `place` is "title", "bubble:<id>", "easy", or "" for the whole; `quote` the words it is about,
    by which it stays attached, and `before` what stood before them, for words that stand several
    times. `proposal` are other words for the quoted ones; whoever proposed what `is_adopted` has a
    hand in the post. Answered ones are marked, and can be opened again, but are never taken away.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    words = models.CharField("コメント", max_length=LONGEST_COMMENT, blank=True)
    place = models.CharField("対象の箇所", max_length=20, blank=True)
    quote = models.CharField("対象の言葉", max_length=LONGEST_QUOTE, blank=True)
    before = models.CharField("直前の言葉", max_length=LONGEST_BEFORE, blank=True)
    proposal = models.CharField("修正案", max_length=LONGEST_PROPOSAL, blank=True)
    is_adopted = models.BooleanField(default=False)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["post", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something", condition=~Q(words="") | ~Q(proposal="")
            ),
            models.CheckConstraint(
                name="comment_proposes_for_words", condition=Q(proposal="") | ~Q(quote="")
            ),
            models.CheckConstraint(
                name="comment_adopted_has_proposal",
                condition=Q(is_adopted=False) | ~Q(proposal=""),
            ),
            models.CheckConstraint(
                name="comment_resolved_by_somebody",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="says_what_it_said",
                fields=["post", "author", "at", "words", "place", "quote", "before", "proposal"],
            ),
            pgtrigger.Protect(
                name="adopted_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_adopted=True, new__is_adopted=False),
            ),
            pgtrigger.Trigger(
                name="adopted_makes_a_hand",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__is_adopted=True),
                func=ADOPTED_MAKES_A_HAND,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.author.name}"


class Contribution(models.Model):
    """Somebody had a hand in a post; kept for ever, since it bars that person from deciding."""

    class Kind(models.TextChoices):
        CREATED = "created", "起案"
        EDITED = "edited", "編集"
        SUBMITTED = "submitted", "承認依頼"
        SUGGESTED = "suggested", "修正案"
        RETIMED = "retimed", "日時の変更"
        COPIED = "copied", "複製元の作成"

    post = models.ForeignKey("posts.Post", on_delete=models.PROTECT, related_name="contributions")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.get_kind_display()}"


class Expiry(models.Model):
    """People were told that this revision was not decided on in time; once and for ever."""

    revision = models.OneToOneField(
        "posts.Revision", on_delete=models.PROTECT, related_name="expiry"
    )
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.told_at}"
