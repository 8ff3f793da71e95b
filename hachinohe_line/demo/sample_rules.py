"""What the demo's city has laid down: who looks at a post before the last word, who is on duty."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Section, Staff
from hachinohe_line.demo.cast import ACCOUNT_MANAGER, ADMINISTRATOR, CONSULTED, REVIEWER
from hachinohe_line.demo.proving import code_of
from personnel import acts, duties
from personnel.rosters import monday_of
from posts.choices import Category
from posts.routing.choices import RuleKind
from posts.routing.ruling import make_rule

BEGIN_OF_WORK: Final = time(8, 30)
A_WEEK: Final = timedelta(weeks=1)


def lay_down(staff: Mapping[str, Staff]) -> None:
    """The table of routes, and the roster of this week and the next, by the verbs."""
    _make_routes(staff[ADMINISTRATOR.staff_number])
    _put_on_duty(staff[ACCOUNT_MANAGER.staff_number], staff)


def _make_routes(administrator: Staff) -> None:
    make_rule(
        RuleKind.REVIEW,
        actor=administrator,
        section=Section.objects.get(name=REVIEWER.section),
        reason="観光課の投稿は件数が多いため、課の中で先に確かめる。",
    )
    make_rule(
        RuleKind.CONSULTATION,
        actor=administrator,
        category=Category.EVENT,
        consulted=Section.objects.get(name=CONSULTED.section),
        reason="広報はちのへの記事と、日時や会場を合わせる。",
    )
    make_rule(
        RuleKind.WEIGHTY,
        actor=administrator,
        category=Category.OTHER,
        reason="ふさわしいかどうかを、アカウント管理者が自ら判断する（投6）。",
    )


def _put_on_duty(manager: Staff, staff: Mapping[str, Staff]) -> None:
    today = timezone.localdate()
    monday = monday_of(today) + A_WEEK
    this_week = duties.Turn(staff[CONSULTED.staff_number], _at(today, time()), _at(monday))
    next_week = duties.Turn(staff[REVIEWER.staff_number], _at(monday), _at(monday + A_WEEK))
    turns = (this_week, next_week)
    proof = acts.begin(duties.registration(turns, actor=manager), actor=manager)
    with code_of(manager) as code:
        duties.register(turns, actor=manager, proof=acts.Proof(str(proof.pk), code))


def _at(day: date, hour: time = BEGIN_OF_WORK) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
