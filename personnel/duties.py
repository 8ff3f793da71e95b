"""緊急当番の登録: who is on duty when, arranged by somebody else, with a fresh proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_otp_webauthn.models import WebAuthnCredential

from accounts import devices
from accounts.models import Absence, Appointment, Authenticator, Duty, Role, Staff
from accounts.models.duties import LONGEST
from accounts.models.roles import DUTY_ROLES
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from personnel import announcements, permissions
from personnel.acts import Act, NotPossible, Proof, hold_offices, prove
from personnel.days import today
from personnel.staff_list import employed

A_MOMENT: Final = timedelta(microseconds=1)

NOT_ARRANGER: Final = "緊急当番を登録できるのは、アカウント管理者とシステム管理者だけです。"
ONESELF: Final = (
    "自分の当番は、自分では登録できません。アカウント管理者かシステム管理者のうち、ほかの人に"
    "依頼してください。"
)
WHAT_IT_ASKS: Final = (
    "緊急の投稿の承認を頼まれることがあります。当番の間は、すぐにログインして、認証アプリか"
    "パスキーで承認できるようにしてください。都合がつかないときは、アカウント管理者か"
    "システム管理者に連絡してください。"
)


@dataclass(frozen=True)
class Turn:
    """One turn of one person, as it is to be registered."""

    staff: Staff
    starts_at: datetime
    ends_at: datetime

    @property
    def period(self) -> str:
        """From when to when, in words."""
        return period_in_words(self.starts_at, self.ends_at)

    def as_content(self) -> dict[str, Any]:
        """What a proof of it covers."""
        return {"staff": self.staff.pk, "from": self.starts_at, "to": self.ends_at}


def why_not_arrange(actor: Staff, staff: Staff | None = None) -> str:
    """Empty when the actor may arrange turns, and of this person; nobody arranges their own."""
    if not (actor.is_account_manager or actor.is_administrator):
        return NOT_ARRANGER
    return ONESELF if actor == staff else ""


def why_not_register(turn: Turn) -> str:
    """Empty when the turn can be registered; otherwise the reason."""
    return _problem_of_time(turn) or _problem_of_person(turn) or _problem_of_others(turn)


def candidates(actor: Staff) -> QuerySet[Staff]:
    """Whom the actor may put on duty as things stand, by section."""
    held = Appointment.objects.from_day(today()).filter(staff=OuterRef("pk"))
    factors = (
        model.objects.filter(user=OuterRef("pk"), confirmed=True)
        for model in (Authenticator, WebAuthnCredential)
    )
    app, passkey = map(Exists, factors)
    return (
        employed()
        .filter(Exists(held.filter(role__in=sorted(DUTY_ROLES))), app | passkey, is_active=True)
        .exclude(Exists(held.filter(role=Role.ADMINISTRATOR)))
        .exclude(pk=actor.pk)
        .order_by("section__name", "staff_number")
    )


def registration(turns: Sequence[Turn], *, actor: Staff) -> Act:
    """What is shown before turns are registered: every one of them."""
    content = {"turns": [turn.as_content() for turn in turns]}
    return Act(Action.DUTY_REGISTERED, trail.target_of(actor), content)


def register(turns: Sequence[Turn], *, actor: Staff, proof: Proof) -> list[Duty]:
    """Put people on duty: all of the turns or none. Each of them is told by mail.

    Raises PermissionDenied (also for one's own), StepUpRefused, NotPossible.
    """
    for staff in {turn.staff for turn in turns}:
        permissions.demand(why_not_arrange(actor, staff), actor=actor, about=staff)
    prove(registration(turns, actor=actor), actor=actor, proof=proof)
    with transaction.atomic():
        hold_offices()
        problem = why_not_arrange(Staff.objects.get(pk=actor.pk))
        if problem:
            raise PermissionDenied(problem)
        made = [_register(turn, actor) for turn in turns]
        _tell(made, actor)
    return made


def end(duty: Duty, *, actor: Staff) -> None:
    """Take a turn back, or what is left of it.

    It takes authority away and gives none, so it needs no proof. Raises PermissionDenied,
    NotPossible.
    """
    permissions.demand(why_not_arrange(actor), actor=actor, about=duty.staff)
    now = timezone.now()
    with transaction.atomic():
        # One that has not begun ends the moment it would have begun: it never was.
        hit = Duty.objects.filter(pk=duty.pk, ended_at=None, ends_at__gt=now).update(
            ended_at=max(now, duty.starts_at), ended_by=actor
        )
        if not hit:
            raise NotPossible("この当番は、すでに終わっています。")
        announcements.tell(
            [duty.staff],
            subject="緊急当番がなくなりました",
            body=f"{actor}さんが、{duty.staff.name}さんの緊急当番を終えました。\n\n"
            f"期間：{period_in_words(duty.starts_at, duty.ends_at)}",
            without=[actor],
            page="personnel_duties",
        )
        trail.record(
            Action.DUTY_ENDED,
            target=duty.staff,
            actor=actor.as_actor(),
            detail={"duty": duty.pk},
        )
    duty.refresh_from_db()


def period_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """2027年4月29日（木・祝）17:15から2027年4月30日（金）8:30まで"""
    return f"{date_and_time(starts_at)}から{date_and_time(ends_at)}まで"


def last_day(ends_at: datetime) -> date:
    """The last day of a turn: one that ends at midnight has nothing of the day that begins."""
    return timezone.localdate(ends_at - A_MOMENT)


def _problem_of_time(turn: Turn) -> str:
    if turn.ends_at <= turn.starts_at:
        return "終了日時は、開始日時より後にしてください。"
    if turn.ends_at <= timezone.now():
        return "終了日時は、今より後にしてください。過ぎた当番は登録できません。"
    if timezone.localdate(turn.starts_at) < today():
        return "開始日は、今日以降にしてください。"
    if turn.ends_at - turn.starts_at > LONGEST:
        return f"1回の当番は、{LONGEST.days}日までです。分けて登録してください。"
    return ""


def _problem_of_person(turn: Turn) -> str:
    name = turn.staff.name
    if not turn.staff.is_active:
        return f"{name}さんは、利用停止か退職の職員です。"
    first = timezone.localdate(turn.starts_at)
    last = last_day(turn.ends_at)
    held = turn.staff.appointments.from_day(first)
    if held.filter(role=Role.ADMINISTRATOR, starts_on__lte=last).exists():
        return f"{name}さんはシステム管理者です。投稿の承認はできないため、緊急当番にできません。"
    through = held.on(first).from_day(last).filter(role__in=sorted(DUTY_ROLES))
    if not through.exists():
        return (
            f"{name}さんには、当番の期間を通した、起案者・課内確認者・代決者・アカウント管理者の"
            "どの役割もありません。"
        )
    if not devices.has_primary_device(turn.staff):
        return f"{name}さんは、認証アプリもパスキーも登録していません。登録後に当番にしてください。"
    return ""


def _problem_of_others(turn: Turn) -> str:
    during = {"staff": turn.staff, "starts_at__lt": turn.ends_at, "ends_at__gt": turn.starts_at}
    if Duty.objects.filter(**during, ended_at=None).exists():
        return f"{turn.staff.name}さんには、この期間と重なる当番が、すでにあります。"
    if Absence.objects.filter(**during, ended_at=None).exists():
        return f"{turn.staff.name}さんは、この期間に不在が登録されています。"
    return ""


def _register(turn: Turn, actor: Staff) -> Duty:
    staff = Staff.objects.select_related("section").get(pk=turn.staff.pk)
    NotPossible.unless_empty(why_not_register(Turn(staff, turn.starts_at, turn.ends_at)))
    duty = Duty.objects.create(
        staff=staff, starts_at=turn.starts_at, ends_at=turn.ends_at, registered_by=actor
    )
    trail.record(
        Action.DUTY_REGISTERED,
        target=staff,
        actor=actor.as_actor(),
        detail={
            "duty": duty.pk,
            "from": turn.starts_at.isoformat(),
            "to": turn.ends_at.isoformat(),
        },
    )
    return duty


def _tell(made: list[Duty], actor: Staff) -> None:
    for staff in {duty.staff: None for duty in made}:
        periods = "\n".join(
            period_in_words(duty.starts_at, duty.ends_at) for duty in made if duty.staff == staff
        )
        announcements.tell(
            [staff],
            subject="緊急当番に登録されました",
            body=f"{actor}さんが、{staff.name}さんを緊急当番に登録しました。\n\n"
            f"期間：\n{periods}\n\n{WHAT_IT_ASKS}",
            page="personnel_duties",
        )
