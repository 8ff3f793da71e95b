"""異動ファイル applied: what was shown, all of it or nothing, and nothing the second time."""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.models import Appointment, Role, Section, Staff
from accounts.step_up import StepUpRefused
from audit import trail
from audit.actions import Action
from audit.models import Entry
from audit.trail import SYSTEM
from personnel import issuing
from personnel.acts import NotPossible
from personnel.models import Movement, RoleRequest, StaffFile
from personnel.staff_files import applying
from personnel.staff_files.applying import Applied
from personnel.staff_files.planning import Plan
from tests.office import hire
from tests.personnel.acting import confirm, days, proof
from tests.personnel.files import as_csv, row
from tests.posts.racing import at_once

pytestmark = pytest.mark.django_db

FIRST, LAST = days(1).isoformat(), days(300).isoformat()


@pytest.fixture
def elsewhere(db: None) -> Section:
    return Section.objects.create(name="環境政策課")


def kept(by: Staff, *rows: list[str]) -> StaffFile:
    return applying.upload(as_csv(*rows), name="idou.csv", actor=by)


def shown(by: Staff, *rows: list[str]) -> Plan:
    return applying.plan_of(kept(by, *rows), actor=by)


def apply(by: Staff, *rows: list[str]) -> Applied:
    file = kept(by, *rows)
    act = applying.application(file, applying.plan_of(file, actor=by))
    return applying.apply(file, actor=by, proof=proof(act, by))


def newcomer(number: str = "7001", **cells: str) -> list[str]:
    known = {
        "課": "観光課", "メールアドレス": "n@city.example.jp", "役割": "起案者",
        "開始日": FIRST, "終了日": LAST,
    }  # fmt: skip
    return row(number, "新井田 川", "新規", **{**known, **cells})


def moving(staff: Staff, **cells: str) -> list[str]:
    known = {"課": "環境政策課", "役割": "起案者", "開始日": FIRST, "終了日": LAST}
    return row(staff.staff_number, staff.name, "異動", **{**known, **cells})


def leaving(staff: Staff, last_day: int = 10) -> list[str]:
    return row(staff.staff_number, staff.name, "退職", 終了日=days(last_day).isoformat())


def test_april(administrator: Staff, drafter: Staff, colleague: Staff, elsewhere: Section) -> None:
    applied = apply(administrator, newcomer(), moving(drafter), leaving(colleague))
    made = Staff.objects.get(staff_number="7001")
    assert made.appointments.get().starts_on == days(1)
    assert made.appointments.get().given_by == administrator
    ((staff, password),) = applied.passwords
    assert staff == made
    made.refresh_from_db()
    assert made.check_password(password)
    terms = drafter.appointments.order_by("starts_on").values_list("ends_on", flat=True)
    assert list(terms) == [days(0), days(300)]
    movements = {movement.staff: movement for movement in Movement.objects.all()}
    assert (movements[drafter].to_section, movements[drafter].on) == (elsewhere, days(1))
    assert movements[colleague].on == days(10)
    assert applied.counts == {"新規": 1, "異動・変更": 1, "退職": 1, "変更なし": 0, "申請": 0}
    assert Entry.objects.get(action=Action.STAFF_FILE_APPLIED).detail["新規"] == 1


def test_nothing_changes_before_it_is_applied(
    administrator: Staff, drafter: Staff, elsewhere: Section
) -> None:
    before = (Staff.objects.count(), Appointment.objects.count())
    made = shown(administrator, newcomer(), moving(drafter))
    assert len(list(made.steps())) == 5
    assert (Staff.objects.count(), Appointment.objects.count()) == before
    assert not Movement.objects.exists()


def test_the_preview_says_before_and_after(
    administrator: Staff, drafter: Staff, elsewhere: Section
) -> None:
    (change,) = shown(administrator, moving(drafter, メールアドレス="x@city.example.jp")).changes
    said = {step.label: (step.before, step.after) for step in change.steps}
    assert said["メールアドレス"] == (drafter.email, "x@city.example.jp")
    assert said["課"][0] == "観光課"
    assert said["課"][1].startswith("環境政策課（")


def test_the_same_file_twice_changes_nothing(
    administrator: Staff, drafter: Staff, colleague: Staff, elsewhere: Section
) -> None:
    rows = [newcomer(役割="起案者、代決者"), moving(drafter), leaving(colleague)]
    apply(administrator, *rows)
    entries = Entry.objects.count()
    again = shown(administrator, *rows)
    assert again.faults == []
    assert not again.changes_something
    with pytest.raises(NotPossible, match="変更はありません"):
        apply(administrator, *rows)
    assert not Entry.objects.filter(sequence__gt=entries, action__startswith="staff.m").exists()
    assert Staff.objects.filter(staff_number="7001").count() == 1


def test_a_day_later_it_still_changes_nothing(
    administrator: Staff, drafter: Staff, elsewhere: Section
) -> None:
    rows = [newcomer(開始日=days(0).isoformat()), moving(drafter, 開始日=days(0).isoformat())]
    apply(administrator, *rows)
    drafter.refresh_from_db()
    assert drafter.section == elsewhere
    assert drafter.may_draft
    past = days(-1).isoformat()
    assert not shown(
        administrator, newcomer(開始日=past), moving(drafter, 開始日=past)
    ).changes_something


def test_one_wrong_row_and_nothing_is_applied(
    administrator: Staff, drafter: Staff, elsewhere: Section
) -> None:
    with pytest.raises(NotPossible, match="誤りのある行"):
        apply(administrator, newcomer(), moving(drafter, 課="ない課"))
    assert not Staff.objects.filter(staff_number="7001").exists()


def test_a_failure_in_the_middle_undoes_all(
    administrator: Staff, drafter: Staff, colleague: Staff, elsewhere: Section
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE personnel_movement ADD CHECK (kind <> 'retirement')")
    entries = Entry.objects.filter(action=Action.STAFF_ISSUED).count()
    with pytest.raises(IntegrityError):
        apply(administrator, newcomer(), moving(drafter), leaving(colleague))
    assert not Staff.objects.filter(staff_number="7001").exists()
    assert not Movement.objects.exists()
    assert drafter.appointments.get().ends_on is None
    assert Entry.objects.filter(action=Action.STAFF_ISSUED).count() == entries
    assert StaffFile.objects.get().applied_at is None


def test_what_changed_since_the_preview_is_shown_again(
    administrator: Staff, drafter: Staff, elsewhere: Section
) -> None:
    file = kept(administrator, moving(drafter))
    opened = proof(
        applying.application(file, applying.plan_of(file, actor=administrator)), administrator
    )
    Staff.objects.filter(pk=drafter.pk).update(email="changed@city.example.jp", name="工藤 花")
    with pytest.raises(StepUpRefused, match="内容が変わりました"):
        applying.apply(file, actor=administrator, proof=opened)
    assert not Movement.objects.exists()


def test_what_can_approve_or_administer_waits_for_a_second_person(
    administrator: Staff, second_administrator: Staff, elsewhere: Section
) -> None:
    apply(
        administrator,
        newcomer(課="環境政策課", 役割="代決者、起案者"),
        newcomer("7002", 課="環境政策課", 役割="システム管理者"),
    )
    made = Staff.objects.get(staff_number="7001")
    assert [held.role for held in made.appointments.all()] == [Role.DRAFTER]
    assert RoleRequest.objects.waiting().count() == 2
    confirm(RoleRequest.objects.get(role=Role.DEPUTY), by=second_administrator)
    assert made.appointments.filter(role=Role.DEPUTY).exists()


def test_rows_are_not_kept(administrator: Staff, drafter: Staff) -> None:
    apply(administrator, newcomer())
    assert StaffFile.objects.get().rows == []
    old = kept(administrator, leaving(drafter))
    assert applying.forget_old() == 0
    StaffFile.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - applying.KEPT_FOR)
    assert applying.forget_old() == 1


def test_too_many_changes_at_once(administrator: Staff) -> None:
    hire("6000", "課の 人", "観光課")
    rows = [newcomer(f"8{number:04}") for number in range(applying.MOST_CHANGES + 1)]
    with pytest.raises(NotPossible, match="1,000人まで"):
        apply(administrator, *rows)
    assert not Staff.objects.filter(staff_number__startswith="80").exists()


@pytest.mark.django_db(transaction=True)
def test_meanwhile_others_act_and_are_recorded(
    administrator: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    hire("6000", "課の 人", "観光課")
    register = issuing.register

    def beside(number: str, **more: Any) -> Staff:
        # Somebody stops all sending, say, when the first person of the file is in already.
        at_once(
            [
                partial(
                    trail.record_alone,
                    Action.EVERYTHING_STOPPED,
                    target="x",
                    actor=SYSTEM,
                    detail={},
                )
            ]
        )
        return register(number, **more)

    monkeypatch.setattr(issuing, "register", beside)
    apply(administrator, newcomer(), newcomer("7002"))
    actions = list(Entry.objects.values_list("action", flat=True))
    assert actions.index(Action.STAFF_ISSUED) > max(
        place for place, action in enumerate(actions) if action == Action.EVERYTHING_STOPPED
    )
    assert list(trail.verify()) == []


def test_who_begins_later_gets_the_password_later(administrator: Staff) -> None:
    hire("6000", "課の 人", "観光課")
    applied = apply(administrator, newcomer(開始日=days(30).isoformat()))
    assert applied.passwords == []
    assert [staff.staff_number for staff in applied.later] == ["7001"]
    assert not Staff.objects.get(staff_number="7001").has_usable_password()
