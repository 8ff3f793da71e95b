"""What an administrator has to look at, made past the verbs: pages only show it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import (
    Absence,
    AbsenceCategory,
    Appointment,
    Duty,
    LeakReport,
    Role,
    Section,
    Staff,
)
from personnel.models import (
    HelpKind,
    HelpRequest,
    Movement,
    MovementKind,
    RequestKind,
    RoleRequest,
    StaffFile,
)
from personnel.staff_files import applying
from tests.accounts.sign_in import enrol
from tests.browser.places import StaffRoom
from tests.office import hire
from tests.personnel.files import as_csv, row


def build(person: Staff, manager: Staff, administrator: Staff) -> StaffRoom:
    """A room in which everything that can be looked at is there."""
    other = hire("4002", "三浦 由美", "行政管理課", Role.ADMINISTRATOR)
    colleague = hire("1002", "小笠原 葵", "観光課", Role.DRAFTER)
    suspended = hire("1005", "停止 太郎", "環境政策課", Role.AUDITOR)
    Staff.objects.filter(pk=suspended.pk).update(is_active=False)
    _deputise(colleague, manager)
    _put_on_duty((person, colleague), administrator)
    LeakReport.objects.create(staff=colleague, reported_by=colleague, note="画面をのぞかれた。")
    return StaffRoom(
        person=person,
        suspended=suspended,
        appointment=person.appointments.get(),
        asked=_request(suspended, other),
        own=_request(colleague, administrator),
        help=_help(manager, other, HelpKind.FACTORS),
        help_of_colleague=_help(other, administrator, HelpKind.PASSWORD),
        movement=_movement(person, other),
        file=_file(administrator, person, last_day=_days(60)),
        faulty=_file(administrator, person, last_day="明日"),
        section=Section.objects.create(name="廃止できる課"),
    )


def _days(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def _request(staff: Staff, asker: Staff) -> RoleRequest:
    return RoleRequest.objects.create(
        kind=RequestKind.APPOINT,
        staff=staff,
        role=Role.ADMINISTRATOR,
        starts_on=timezone.localdate() + timedelta(days=1),
        ends_on=timezone.localdate() + timedelta(days=300),
        reason="4月の体制による。",
        asked_by=asker,
    )


def _help(staff: Staff, asker: Staff, kind: HelpKind) -> HelpRequest:
    return HelpRequest.objects.create(
        kind=kind, staff=staff, reason="スマートフォンを紛失したため。", asked_by=asker
    )


def _movement(staff: Staff, orderer: Staff) -> Movement:
    return Movement.objects.create(
        staff=staff,
        kind=MovementKind.TRANSFER,
        on=timezone.localdate() + timedelta(days=9),
        from_section=staff.section,
        to_section=Section.objects.get(name="環境政策課"),
        reason="4月の異動",
        ordered_by=orderer,
    )


def _deputise(staff: Staff, manager: Staff) -> None:
    today, now = timezone.localdate(), timezone.now()
    Appointment.objects.create(
        staff=staff,
        role=Role.DEPUTY,
        starts_on=today,
        ends_on=today + timedelta(days=20),
        rank=1,
        installed=True,
    )
    for starts_at in (now, now + timedelta(days=10)):
        Absence.objects.create(
            staff=manager,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=3),
            category=AbsenceCategory.TRIP,
            registered_by=manager,
        )


def _put_on_duty(people: tuple[Staff, Staff], administrator: Staff) -> None:
    """One of them until the day after tomorrow, then nobody for two days, then the other one."""
    now = timezone.now()
    for staff, first, last in zip(people, (0, 4), (2, 5), strict=True):
        enrol(staff)
        Duty.objects.create(
            staff=staff,
            starts_at=now + timedelta(days=first),
            ends_at=now + timedelta(days=last),
            registered_by=administrator,
        )


def _file(administrator: Staff, person: Staff, *, last_day: str) -> StaffFile:
    new = {"課": "観光課", "メールアドレス": "niida@city.example.jp", "役割": "起案者、代決者"}
    rows = [
        row("7001", "新井田 川", "新規", **new, 開始日=_days(1)),
        row("1005", "停止 太郎", "退職", 終了日=last_day),
    ]
    return applying.upload(as_csv(*rows), name="idou.csv", actor=administrator)
