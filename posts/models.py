"""The shape of a post, of the revisions frozen from it, and of who had a hand in it."""

import uuid
from typing import Any, Final

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone

from accounts.models import Section, Staff
from posts import bubbles
from posts.answering.models import Answer
from posts.choices import OVERDUE, TRANSITIONS, Audience, Category, Confidentiality, Status
from posts.counting import NumberOf
from posts.due import APPROVED_HAS_ITS_TIME, APPROVED_INDEXES
from posts.emergencies.guards import ASK_OWING_NO_REPORT
from posts.guards import POST_TRIGGERS, REVISION_TRIGGERS
from posts.kinds.columns import (
    KIND_CONSTRAINTS,
    KIND_FIELDS,
    KIND_TRIGGERS,
    ON_THE_DESK,
    KindColumns,
)
from posts.media_guards import MEDIA_TRIGGERS
from posts.patterns.models import Pattern, PatternApproval, PatternVersion
from posts.routing.models import Call, Endorsement, RouteRule, Step
from posts.scopes import PostQuerySet
from posts.screening_lists.models import ListChange
from posts.sealing import SealOf
from posts.side_models import Comment, Contribution, Expiry, Presence, WorkingState

__all__ = [
    "FIELDS",
    "Answer",
    "Call",
    "Comment",
    "Contribution",
    "Endorsement",
    "Expiry",
    "ListChange",
    "Pattern",
    "PatternApproval",
    "PatternVersion",
    "Post",
    "PostQuerySet",
    "Presence",
    "Revision",
    "RouteRule",
    "Step",
    "WorkingState",
]

# What a drafter writes: the fields of the working copy.
FIELDS: Final = (
    *("title", "category", "confidentiality", "bubbles", "audience", "send_at", "embargo_until"),
    *("at_once", "is_weighty"),
    *KIND_FIELDS,
)
# Stands in mails for words about a post that is under embargo.
UNSAID: Final = "解禁前の投稿のため、メールには書きません。次の画面で確かめてください。"


class Post(KindColumns):
    """A post and the working copy of its content; what is decided and sent is a `Revision`."""

    title = models.CharField(
        "件名", max_length=100, help_text="職員が見分けるための名前です。市民には表示されません。"
    )
    category = models.CharField("分類", max_length=1, choices=Category.choices, blank=True)
    confidentiality = models.CharField(
        "機密性", max_length=1, choices=Confidentiality.choices, blank=True
    )
    # One object per bubble, top to bottom; `posts/bubbles` reads them.
    bubbles = models.JSONField("吹き出し", default=list)
    audience = models.CharField(
        "配信先", max_length=20, choices=Audience.choices, default=Audience.EVERYONE
    )
    send_at = models.DateTimeField("配信日時", null=True, blank=True, db_index=True)
    # Not at a time of its own, but as soon as it is approved and its pause has passed.
    at_once = models.BooleanField("承認されたらすぐに配信する", default=False)
    # 機密性2 until then (法1, 法2): whom it is shown to is in `PostQuerySet.visible_to`.
    embargo_until = models.DateTimeField("解禁日時", null=True, blank=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="posts")
    drafter = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="drafted_posts")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    # Sent along by the form of a new post, so that a second press makes no second post.
    origin = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    # Counts the saves of the working copy, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)
    current_revision = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        indexes = APPROVED_INDEXES
        constraints = [
            *KIND_CONSTRAINTS,
            APPROVED_HAS_ITS_TIME,
            models.CheckConstraint(
                name="post_submitted_has_revision",
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN])
                | Q(current_revision__isnull=False),
            ),
            models.CheckConstraint(
                name="post_of_up_to_five_bubbles",
                condition=LessThanOrEqual(NumberOf("bubbles"), bubbles.MOST),
            ),
            models.CheckConstraint(
                name="post_sent_after_embargo",
                condition=Q(embargo_until__isnull=True)
                | Q(send_at__isnull=True)
                | Q(send_at__gte=F("embargo_until")),
            ),
            # 法1, whoever writes the row: nothing but class 1 leaves the drafter's desk.
            models.CheckConstraint(
                name="post_public_once_submitted",
                condition=Q(status__in=ON_THE_DESK) | Q(confidentiality=Confidentiality.PUBLIC),
            ),
        ]
        triggers = [
            *KIND_TRIGGERS,
            *POST_TRIGGERS,
            *MEDIA_TRIGGERS,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.FSM(
                name="moves_along_the_table",
                field="status",
                transitions=[
                    (str(before), str(after))
                    for before, afters in TRANSITIONS.items()
                    for after in sorted(afters)
                ],
            ),
            pgtrigger.Trigger(
                name="wake_the_send_loop",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__status=Status.APPROVED),
                func="PERFORM pg_notify('sending', ''); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.pk])

    def working_copy(self) -> dict[str, Any]:
        """What the drafter has written, by field."""
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def text(self) -> str:
        """All words of the bubbles."""
        return bubbles.text_of(bubbles.read(self.bubbles))

    @property
    def is_open_for_editing(self) -> bool:
        """Is the working copy still on the drafter's desk?"""
        return self.status in {Status.DRAFT, Status.RETURNED}

    @property
    def is_overdue(self) -> bool:
        """Did its time come while it still waited for a decision? Then it is not sent."""
        revision = self.current_revision
        if self.status != Status.IN_APPROVAL or revision is None:
            return False
        return revision.decide_by <= timezone.now()

    @property
    def standing(self) -> str:
        """What a chip says: the state, or that the time for a decision has passed."""
        return OVERDUE if self.is_overdue else self.status

    @property
    def is_under_embargo(self) -> bool:
        """Is it still to be kept from other sections?"""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def title_in_mails(self) -> str:
        """Mails leave the system: what is under embargo is named there by its number only."""
        return f"解禁前の投稿（番号{self.pk}）" if self.is_under_embargo else self.title

    def words_in_mails(self, words: str) -> str:
        """What people or screening said about it: under embargo it may quote what is secret."""
        return UNSAID if self.is_under_embargo else words

    def contributors(self) -> models.QuerySet[Staff]:
        """Everyone with a hand in this post, also by an adopted proposal; none may decide on it."""
        return Staff.objects.filter(contributions__post=self).distinct().order_by("pk")


class Revision(models.Model):
    """What was submitted, to the letter: the canonical text is decided on, sealed and sent."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField("版")
    canonical = models.TextField()
    digest = models.CharField(max_length=64)
    # Of what goes out at once, `send_at` is when that was asked for.
    send_at = models.DateTimeField()
    not_after = models.DateTimeField()
    # Whoever has not decided by then decides no more.
    decide_by = models.DateTimeField()
    at_once = models.BooleanField(default=False)
    is_weighty = models.BooleanField(default=False)
    submitted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["post", "number"]
        constraints = [
            models.UniqueConstraint(name="one_revision_per_number", fields=["post", "number"]),
            models.CheckConstraint(name="revision_sealed", condition=Q(digest=SealOf("canonical"))),
            models.CheckConstraint(name="revision_window", condition=Q(not_after__gt=F("send_at"))),
            models.CheckConstraint(
                name="revision_decided_in_time",
                condition=Q(at_once=False, decide_by=F("send_at"))
                | Q(at_once=True, decide_by__gt=F("send_at"), decide_by__lt=F("not_after")),
            ),
        ]
        triggers = [
            *REVISION_TRIGGERS,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="reported_on_earlier_emergencies",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ASK_OWING_NO_REPORT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}-{self.number}"
