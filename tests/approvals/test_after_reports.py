"""事後報告: written within a day after an emergency, or those who were in it wait with the rest."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Notice, Staff
from approvals import reporting
from approvals.models import AfterReport, Decision, ReportReminder
from approvals.permissions import why_not_approve
from approvals.tasks import remind_of_reports
from audit.actions import Action
from audit.models import Entry
from hachinohe_line.celery import SCHEDULE
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import why_not_submit
from tests.office import approve, ask_approval, write
from tests.posts.emergencies.writing import ask_emergency, decided_earlier

pytestmark = pytest.mark.django_db
SAID = "14時に発令を受け、14時5分に投稿しました。"


@pytest.fixture
def decision(drafter: Staff, manager: Staff) -> Decision:
    """An emergency of 工藤, approved by 田中 just now."""
    return approve(ask_emergency(drafter, manager), manager)


def report(decision: Decision, actor: Staff) -> AfterReport:
    return reporting.report(decision.revision, actor=actor, what_happened=SAID)


@pytest.mark.parametrize("who", ["drafter", "colleague", "manager"])
def test_the_section_and_the_decider_write_it(
    who: str, decision: Decision, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    assert reporting.owed_by(actor) == [decision.revision]
    assert report(decision, actor).written_by == actor
    assert reporting.owed_by(actor) == []


@pytest.mark.parametrize("who", ["outsider", "auditor", "deputy", "administrator", "newcomer"])
def test_nobody_else_does(who: str, decision: Decision, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        report(decision, request.getfixturevalue(who))


def test_it_is_written_once(decision: Decision, drafter: Staff, manager: Staff) -> None:
    report(decision, drafter)
    with pytest.raises(ChangedMeanwhile):
        report(decision, manager)


def test_it_says_what_happened(decision: Decision, drafter: Staff) -> None:
    with pytest.raises(reporting.NothingSaid):
        reporting.report(decision.revision, actor=drafter, what_happened=" \n")


def test_an_ordinary_post_has_none(drafter: Staff, manager: Staff) -> None:
    decision = approve(ask_approval(drafter), manager)
    with pytest.raises(PermissionDenied):
        report(decision, drafter)
    with pytest.raises(IntegrityError, match="no approved emergency"), transaction.atomic():
        AfterReport.objects.create(
            revision=decision.revision, written_by=drafter, what_happened=SAID
        )


@pytest.mark.parametrize(
    "act",
    ["UPDATE approvals_afterreport SET what_happened = 'x'", "DELETE FROM approvals_afterreport"],
)
def test_it_stays_as_it_was_written(act: str, decision: Decision, drafter: Staff) -> None:
    report(decision, drafter)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="Cannot"):
        cursor.execute(act)


def test_it_is_in_the_trail(decision: Decision, drafter: Staff) -> None:
    report(decision, drafter)
    entry = Entry.objects.get(action=Action.REPORT_WRITTEN)
    assert entry.target == f"posts.post:{decision.revision.post_id}"


def test_for_a_day_nobody_is_held_up(decision: Decision, drafter: Staff, manager: Staff) -> None:
    decided_earlier(decision, hours=23.9)
    approve(ask_approval(drafter), manager)


def test_after_a_day_the_drafter_asks_for_nothing_that_can_wait(
    decision: Decision, drafter: Staff, colleague: Staff
) -> None:
    decided_earlier(decision, hours=24)
    with pytest.raises(PermissionDenied, match="事後報告"):
        ask_approval(drafter)
    assert "事後報告" in why_not_submit(drafter, write(drafter))
    assert ask_approval(colleague)
    report(decision, colleague)
    assert ask_approval(drafter)


def test_after_a_day_the_decider_approves_nothing_that_can_wait(
    decision: Decision, colleague: Staff, drafter: Staff, manager: Staff
) -> None:
    waiting = ask_approval(colleague)
    decided_earlier(decision, hours=24)
    with pytest.raises(PermissionDenied, match="事後報告"):
        approve(waiting, manager)
    report(decision, drafter)
    assert approve(waiting, manager)


def test_emergencies_do_not_wait_for_it(decision: Decision, drafter: Staff, manager: Staff) -> None:
    decided_earlier(decision, hours=30)
    assert approve(ask_emergency(drafter, manager, "3"), manager)


def test_the_database_holds_both_up_too(
    decision: Decision, drafter: Staff, colleague: Staff, manager: Staff
) -> None:
    waiting = ask_approval(colleague)
    decided_earlier(decision, hours=24)
    with pytest.raises(IntegrityError, match="owes a report"), transaction.atomic():
        _copy(waiting, submitted_by=drafter)
    with pytest.raises(IntegrityError, match="owes a report"), transaction.atomic():
        _approved(waiting, decision)
    assert "事後報告" in why_not_approve(manager, waiting.post)


def test_two_mails_each_are_sent_and_never_again(
    decision: Decision, drafter: Staff, manager: Staff
) -> None:
    Notice.objects.all().delete()
    for hours, told in ((19.9, 0), (20, 1), (23, 0), (24, 1), (48, 0)):
        decided_earlier(decision, hours=hours)
        assert remind_of_reports() == told, hours
    for person in (drafter, manager):
        subjects = [*Notice.objects.filter(recipient=person).values_list("subject", flat=True)]
        assert len(subjects) == 2
        assert "お願い" in subjects[0]
        assert "期限切れ" in subjects[1]
    assert Entry.objects.filter(action=Action.REPORT_OVERDUE).count() == 1
    assert ReportReminder.objects.count() == 2


def test_a_mail_holds_no_word_of_the_post(decision: Decision) -> None:
    Notice.objects.all().delete()
    decided_earlier(decision, hours=24)
    reporting.remind()
    assert not [mail for mail in Notice.objects.all() if "是川" in mail.body]


def test_who_has_reported_is_not_reminded(decision: Decision, drafter: Staff) -> None:
    report(decision, drafter)
    decided_earlier(decision, hours=25)
    assert reporting.remind() == 0


def test_beat_asks_for_it_every_minute() -> None:
    assert SCHEDULE["remind-of-reports"]["task"] == remind_of_reports.name


def _copy(revision: Revision, *, submitted_by: Staff) -> Revision:
    other = Revision.objects.get(pk=revision.pk)
    other.pk, other.number, other.submitted_by = None, other.number + 1, submitted_by
    other.save()
    return other


def _approved(waiting: Revision, earlier: Decision) -> None:
    post = Post.objects.get(pk=waiting.post_id)
    assert post.current_revision_id == waiting.pk
    Decision.objects.create(
        revision=waiting,
        outcome="approved",
        decider=earlier.decider,
        digest=waiting.digest,
        step_up=None,
        send_from=waiting.send_at,
        send_until=waiting.not_after,
    )
