"""Which posts: those that a person may read, those of a section, those that wait."""

from typing import TYPE_CHECKING, Final

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Now

from accounts import duties
from accounts.models import Role, Staff
from posts.choices import Confidentiality, Status
from posts.kinds.choices import Kind
from posts.routing.models import Step

if TYPE_CHECKING:
    from posts.models import Post  # noqa: F401 - named in quotes below

# Who reads a draft of 機密性2, or before its 解禁日時, besides the drafter's own section.
READ_UNDER_EMBARGO: Final = (Role.ACCOUNT_MANAGER, Role.DEPUTY, Role.AUDITOR)


class PostQuerySet(models.QuerySet["Post"]):
    """Scopes over posts."""

    def visible_to(self, staff: Staff) -> "PostQuerySet":
        """What a person may read: with an appointment, every post that is public (法1, 法2).

        Until its 解禁日時, or as long as it is 機密性2, a post is read by its own section, and by
        those who decide and audit; by 課内確認者 of a section that its route asks, as long as it is
        asked about; and, if it is
        an emergency, by whoever is on duty.
        """
        if not staff.is_active or not staff.appointments.current().exists():
            return self.none()
        is_readable = _readable_by(staff)
        found = self.select_related("section", "drafter", "current_revision", "original")
        # A correction may be under an embargo of its own.
        following = self.model._default_manager.filter(is_readable)
        return found.filter(is_readable).prefetch_related(Prefetch("follow_ups", following))

    def counting_open_comments(self, staff: Staff) -> "PostQuerySet":
        """With `open_comments`: how many wait for an answer, for those whom they concern.

        They concern the section that writes, who decides, and who made the comment.
        """
        is_open = Q(comments__resolved_at=None, comments__pk__isnull=False)
        if not staff.is_account_manager:
            is_open &= Q(section=staff.section_id) | Q(comments__author=staff)
        return self.annotate(open_comments=models.Count("comments", filter=is_open))

    def written_by(self, staff: Staff) -> "PostQuerySet":
        """Those that the person may work on: see `posts/permissions.py`, `writes`."""
        own = Q(pk__in=[])
        if staff.may_draft:
            own |= Q(section=staff.section_id)
        if staff.is_account_manager or staff.holds(Role.DEPUTY):
            own |= Q(drafter=staff, original__isnull=False)
        return self.filter(own)

    def waiting(self) -> "PostQuerySet":
        """Those that can still be decided on in time."""
        return self.filter(status=Status.IN_APPROVAL, current_revision__decide_by__gt=Now())

    def overdue(self) -> "PostQuerySet":
        """Those whose time came while they still waited for a decision."""
        return self.filter(status=Status.IN_APPROVAL, current_revision__decide_by__lte=Now())

    def marking_held(self) -> "PostQuerySet":
        """With `is_held`: has somebody who decides put it off (保留)?"""
        held = self.model._default_manager.filter(
            pk=OuterRef("pk"),
            current_revision__holds__pk__isnull=False,
            current_revision__holds__ended_at=None,
        )
        return self.annotate(is_held=Exists(held))

    def by_time(self) -> "PostQuerySet":
        """The nearest time of sending first."""
        return self.order_by("current_revision__send_at")


def _readable_by(staff: Staff) -> Q:
    if staff.appointments.current().filter(role__in=READ_UNDER_EMBARGO).exists():
        return Q()
    is_free = (Q(embargo_until=None) | Q(embargo_until__lte=Now())) & ~Q(
        confidentiality=Confidentiality.RESTRICTED
    )
    return is_free | Q(section=staff.section_id) | _asked_of(staff)


def _asked_of(staff: Staff) -> Q:
    """What a person is asked about, as what they can neither read nor decide goes nowhere."""
    asked = Q(pk__in=[])
    if staff.holds(Role.SECTION_REVIEWER):
        steps = Step.objects.filter(section=staff.section_id)
        on_the_desk = Q(status__in=(Status.DRAFT, Status.RETURNED, Status.WITHDRAWN))
        asked |= Q(current_revision__in=steps.values("revision")) & ~on_the_desk
    if duties.duty_of(staff) is not None:
        asked |= Q(kind=Kind.EMERGENCY)
    return asked
