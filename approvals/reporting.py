"""事後報告: who writes what happened in an emergency, by when, and who is reminded of it?"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import notices
from accounts.models import Staff
from approvals.models import AfterReport, ReportReminder
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from audit.trail import SYSTEM
from line.messages.visible import is_seen
from posts.emergencies.owing import DUE, without_report
from posts.models import Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import drafts_for_section

FIRST_REMINDER: Final = timedelta(hours=20)
MOMENTS: Final = (
    (ReportReminder.Moment.OVER, DUE),
    (ReportReminder.Moment.SOON, FIRST_REMINDER),
)


class NothingSaid(Exception):
    """A report says what happened."""


def due_at(revision: Revision) -> datetime:
    """When the report about an approved emergency has to be written."""
    return revision.decision.decided_at + DUE


def why_not_report(staff: Staff, revision: Revision) -> str:
    """Empty when this person may write the report now; otherwise the reason."""
    if AfterReport.objects.filter(revision=revision).exists():
        return "事後報告は書かれています。"
    if not without_report().filter(pk=revision.pk).exists():
        return "事後報告を書くのは、承認された緊急の投稿についてだけです。"
    was_there = staff.pk in {revision.submitted_by_id, revision.decision.decider_id}
    if was_there or drafts_for_section(staff, revision.post):
        return ""
    return "事後報告を書けるのは、起案した課の起案者と、承認を依頼した人、承認した人だけです。"


def owed_by(staff: Staff) -> list[Revision]:
    """The emergencies this person can report on, the oldest first."""
    return [one for one in without_report() if not why_not_report(staff, one)]


def report(
    revision: Revision, *, actor: Staff, what_happened: str, what_to_do_better: str = ""
) -> AfterReport:
    """事後報告を書く: once, and for ever.

    Raises PermissionDenied, NothingSaid, and ChangedMeanwhile when somebody else has written it.
    """
    if not is_seen(what_happened):
        raise NothingSaid
    with transaction.atomic():
        locked = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
        if AfterReport.objects.filter(revision=locked).exists():
            raise ChangedMeanwhile(f"revision {revision} has its report")
        problem = why_not_report(actor, locked)
        if problem:
            raise PermissionDenied(problem)
        written = AfterReport.objects.create(
            revision=locked,
            written_by=actor,
            what_happened=what_happened.strip(),
            what_to_do_better=what_to_do_better.strip(),
        )
        trail.record(
            Action.REPORT_WRITTEN,
            target=locked.post,
            actor=actor.as_actor(),
            detail={"revision": locked.number},
        )
    return written


def remind() -> int:
    """Tell those who owe a report four hours before its time, and at it; how many were new.

    What has been told is a row, so that neither a second worker nor the next look tells it again.
    """
    now = timezone.now()
    told = 0
    for revision in without_report():
        passed = now - revision.decision.decided_at
        moment = next((moment for moment, after in MOMENTS if passed >= after), None)
        told += moment is not None and _remind_once(revision, moment)
    return told


def _remind_once(revision: Revision, moment: ReportReminder.Moment) -> bool:
    with transaction.atomic():
        _, is_new = ReportReminder.objects.get_or_create(revision=revision, moment=moment)
        if not is_new:
            return False
        for person in {revision.submitted_by, revision.decision.decider}:
            _tell(person, revision, moment)
        if moment is ReportReminder.Moment.OVER:
            trail.record(
                Action.REPORT_OVERDUE,
                target=revision.post,
                actor=SYSTEM,
                detail={"revision": revision.number},
            )
    return True


def _tell(person: Staff, revision: Revision, moment: ReportReminder.Moment) -> None:
    title = revision.post.title_in_mails
    is_over = moment is ReportReminder.Moment.OVER
    when = f"期限は{date_and_time(due_at(revision))}です。"
    notices.tell(
        person,
        subject=f"事後報告の{'期限切れ' if is_over else 'お願い'}：{title}",
        body=(
            "緊急の投稿の事後報告が、まだ書かれていません。\n\n"
            f"件名：{title}\n{when}\n"
            f"{'書くまで、急ぎでない投稿の承認依頼と承認はできません。' if is_over else ''}\n"
            f"{settings.SITE_URL}{reverse('after_report', args=[revision.pk])}\n"
        ),
    )
