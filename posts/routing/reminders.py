"""Who is reminded of a revision that waits, and when: after a working day, or after minutes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import notices
from accounts.models import Staff
from posts.models import Call, Post, Revision, Step
from posts.moments import when
from posts.office_days import is_working_day
from posts.routing import calling
from posts.routing.why_asked import why_asked


def remind(revision: Revision) -> int:
    """Ask whoever has become the one to act, and remind those who were asked too long ago.

    Returns how many were reminded. It is called again and again; what was told is a row, so that
    nobody is told twice.
    """
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        if not _still_waits(post, revision):
            return 0
        people = calling.ask(revision)
        step = revision.steps.filter(endorsement=None).order_by("number").first()
        return sum(_remind_one(person, revision, step) for person in people)


def due_after(moment: datetime, *, is_urgent: bool) -> datetime:
    """When somebody who was asked at a moment is reminded: never on a day when 市役所 is closed.

    What is urgent knows no closed days.
    """
    if is_urgent:
        return moment + timedelta(minutes=settings.REMIND_URGENT_AFTER_MINUTES)
    due, left = timezone.localtime(moment), settings.REMIND_AFTER_WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= is_working_day(due.date())
    return due


def again(person: Staff, revision: Revision, step: Step | None) -> Call:
    """Note that a person is told of a revision once more."""
    told = Call.objects.filter(revision=revision, step=step, staff=person)
    last = told.aggregate(last=Max("number"))["last"] or 0
    return Call.objects.create(revision=revision, step=step, staff=person, number=last + 1)


def _still_waits(post: Post, revision: Revision) -> bool:
    return Post.objects.waiting().filter(pk=post.pk, current_revision=revision).exists()


def _remind_one(person: Staff, revision: Revision, step: Step | None) -> bool:
    last = Call.objects.filter(revision=revision, step=step, staff=person).latest("number")
    is_urgent = revision.post.is_urgent or revision.at_once
    if timezone.now() < due_after(last.at, is_urgent=is_urgent):
        return False
    again(person, revision, step)
    what = step.get_kind_display() if step else "承認"
    post = revision.post
    notices.tell(
        person,
        subject=f"{what}をお待ちしています：{post.title_in_mails}",
        body=(
            f"{what}の依頼が、まだ済んでいません。\n\n"
            f"{why_asked(person, revision, step)}"
            f"件名：{post.title_in_mails}\n"
            f"依頼：{revision.submitted_by.with_section}\n"
            f"配信日時：{when(revision)}\n\n"
            "それまでに承認されない場合は、配信しません。\n"
            f"{calling.address_of(revision)}\n"
        ),
    )
    return True
