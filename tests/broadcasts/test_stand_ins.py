"""緊急停止 and 結果不明: deputies and people on duty take part while the manager is away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Appointment, Notice, Role, Staff
from broadcasts import findings, stops
from broadcasts.models import Stop
from personnel import duties
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol
from tests.approvals.standing_in import in_the_trail
from tests.broadcasts.queue import uncertain_post
from tests.office import hire
from tests.personnel.rosters import put_on_duty

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "10時30分に配信済みの一覧を見ました。"


def away(staff: Staff) -> Absence:
    now = timezone.now()
    return in_the_trail(
        Absence.objects.create(
            staff=staff,
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=8),
            category=AbsenceCategory.TRIP,
            registered_by=staff,
            registered_at=now - timedelta(hours=2),
        )
    )


def lift(first: Staff, second: Staff) -> None:
    stop = stops.current() or stops.stop_everything(actor=first)
    if stop.release_asked_by is None:
        stops.ask_release(stop, actor=first, reason="誤りのある投稿を止めました。")
    stop.refresh_from_db()
    device = enrol(second)
    device.last_t = -1
    device.save()
    proof = stops.begin_release(stop, actor=second)
    stops.release(stop, actor=second, step_up_id=str(proof.pk), code=code_for(device))


def settle(post: Post, first: Staff, second: Staff) -> None:
    finding = findings.record_finding(post, actor=first, arrived=False, words=WORDS)
    device = enrol(second)
    device.last_t = -1
    device.save()
    proof = findings.begin_confirmation(finding, actor=second)
    findings.confirm_finding(finding, actor=second, step_up_id=str(proof.pk), code=code_for(device))


@pytest.mark.parametrize("who", ["drafter", "manager", "deputy"])
def test_who_drafts_or_decides_may_stop_everything(
    who: str, request: pytest.FixtureRequest
) -> None:
    staff: Staff = request.getfixturevalue(who)
    assert staff.may_stop_everything
    assert stops.stop_everything(actor=staff) == Stop.objects.get()


@pytest.mark.parametrize("who", ["reviewer", "auditor", "administrator", "newcomer"])
def test_others_may_not(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied, match="緊急当番の職員"):
        stops.stop_everything(actor=request.getfixturevalue(who))
    assert stops.current() is None


def test_a_reviewer_may_while_on_duty(reviewer: Staff, manager: Staff) -> None:
    duty = put_on_duty(reviewer, by=manager)
    assert reviewer.may_stop_everything
    duties.end(duty, actor=manager)
    assert not reviewer.may_stop_everything


def test_nobody_suspended_may(deputy: Staff, reviewer: Staff, manager: Staff) -> None:
    put_on_duty(reviewer, by=manager)
    for staff in (deputy, reviewer):
        Staff.objects.filter(pk=staff.pk).update(is_active=False)
        staff.refresh_from_db()
        assert not staff.may_stop_everything


def test_the_acting_deputy_counts_for_the_absent_manager(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    away(manager)
    lift(drafter, deputy)
    assert stops.current() is None


def test_the_deputy_who_asked_counts_as_well(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    away(manager)
    lift(deputy, drafter)
    assert stops.current() is None


def test_a_manager_who_is_away_still_counts(drafter: Staff, manager: Staff) -> None:
    away(manager)
    lift(drafter, manager)
    assert stops.current() is None


def test_while_the_manager_is_here_a_deputy_does_not_count(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    with pytest.raises(PermissionDenied, match="いまは田中 恵子さん"):
        lift(drafter, deputy)
    assert stops.current() is not None


def test_only_the_deputy_whose_turn_it_is_counts(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    first = hire("2102", "根城 南", "行政管理課")
    Appointment.objects.create(
        staff=first, role=Role.DEPUTY, starts_on=timezone.localdate(), rank=1, installed=True
    )
    away(manager)
    with pytest.raises(PermissionDenied, match="いまは根城 南さん"):
        lift(drafter, deputy)
    lift(drafter, first)
    assert stops.current() is None


def test_people_on_duty_do_not_count_for_the_manager(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    put_on_duty(reviewer, by=manager)
    away(manager)
    with pytest.raises(PermissionDenied, match="2人のうち1人は"):
        lift(drafter, reviewer)


def test_the_acting_deputy_settles_what_nobody_knew(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    post = uncertain_post(drafter)
    with pytest.raises(PermissionDenied, match="不在のときは代決者"):
        settle(post, deputy, drafter)
    away(manager)
    settle(post, drafter, deputy)
    post.refresh_from_db()
    assert post.status == Status.FAILED
    told = Notice.objects.filter(subject__contains="配信の結果の確認の依頼")
    assert {notice.recipient for notice in told} == {manager, deputy}


def test_two_drafters_do_not_settle_it_while_a_deputy_is_there(
    drafter: Staff, colleague: Staff, manager: Staff, deputy: Staff
) -> None:
    post = uncertain_post(drafter)
    away(manager)
    with pytest.raises(PermissionDenied, match="いまは石田 浩さん"):
        settle(post, drafter, colleague)
    settle(post, deputy, colleague)
    post.refresh_from_db()
    assert post.status == Status.FAILED
