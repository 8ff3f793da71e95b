"""How a file is taken in, and applied: everything that was shown or nothing at all."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts import temporary_passwords
from accounts.models import Staff
from audit import trail
from audit.actions import Action
from personnel import issuing, movements, permissions, requests, roles
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.days import today
from personnel.models import StaffFile
from personnel.permissions import why_not_administer
from personnel.staff_files.columns import RawRow
from personnel.staff_files.planning import Plan, plan
from personnel.staff_files.reading import read
from personnel.staff_files.steps import Change, Effect, Group, Step

REASON: Final = "異動ファイルの反映"
KEPT_FOR: Final = timedelta(days=1)
# A temporary password is good for three days, and making one takes a tenth of a second.
DAYS_BEFORE_THE_START: Final = timedelta(days=2)
MOST_PASSWORDS: Final = 100
# Everything is done in one transaction; nobody else changes staff or roles meanwhile.
MOST_CHANGES: Final = 1_000
CHANGED: Final = (
    "この画面を開いた後に、職員の登録が変わりました。変更の内容を、もう一度確認してください。"
)


@dataclass
class Applied:
    """What came of it: passwords to be shown once, and who gets one later."""

    counts: dict[str, int]
    passwords: list[tuple[Staff, str]] = field(default_factory=list)
    later: list[Staff] = field(default_factory=list)


def upload(content: bytes, *, name: str, actor: Staff) -> StaffFile:
    """Keep the rows of a file for a preview; no person changes. Raises PermissionDenied,
    reading.Unreadable."""
    permissions.demand(why_not_administer(actor), actor=actor)
    rows = read(content)
    with transaction.atomic():
        file = StaffFile.objects.create(
            name=name[:200],
            digest=hashlib.sha256(content).hexdigest(),
            rows=[[row.line, row.cells] for row in rows],
            uploaded_by=actor,
        )
        trail.record(
            Action.STAFF_FILE_READ,
            target=file,
            actor=actor.as_actor(),
            detail={"digest": file.digest, "rows": len(rows)},
        )
    return file


def plan_of(file: StaffFile, *, actor: Staff) -> Plan:
    """What the file would change as things stand now."""
    return plan([RawRow(line, cells) for line, cells in file.rows], actor=actor)


def why_not_apply(file: StaffFile, made: Plan) -> str:
    """Empty when the file can be applied; otherwise the reason."""
    if file.applied_at is not None:
        return "このファイルは、すでに反映されています。"
    if sum(bool(change.steps) for change in made.changes) > MOST_CHANGES:
        return f"一度に反映できるのは{MOST_CHANGES:,}人までです。ファイルを分けてください。"
    if made.faults:
        return "誤りのある行があるため、反映できません。ファイルを直してください。"
    return "" if made.changes_something else "変更はありません。登録のとおりです。"


def application(file: StaffFile, made: Plan) -> Act:
    """What is shown before a file is applied: every step of every person."""
    content = {"digest": file.digest, "changes": [c.as_content() for c in made.changes]}
    return Act(Action.STAFF_FILE_APPLIED, trail.target_of(file), content)


def apply(file: StaffFile, *, actor: Staff, proof: Proof) -> Applied:
    """この内容で反映する: in one transaction, and only if it is still what was shown.

    Roles that can approve or administer become requests, whatever the file says. Temporary
    passwords are made afterwards, one by one: a hundred of them would hold up every sign-in.
    Raises PermissionDenied, StepUpRefused, NotPossible (faults, nothing to do, changed meanwhile).
    """
    shown = plan_of(file, actor=actor)
    NotPossible.unless_empty(why_not_apply(file, shown))
    act = application(file, shown)
    newcomers: list[tuple[Change, Staff]] = []
    with administering(act, actor=actor, proof=proof), trail.at_the_end():
        file = StaffFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        made = plan_of(file, actor=actor)
        NotPossible.unless_empty(why_not_apply(file, made))
        if application(file, made).digest != act.digest:
            raise NotPossible(CHANGED)
        for change in made.changes:
            staff = _take(change, actor)
            if staff is not None and change.group is Group.NEW:
                newcomers.append((change, staff))
        counts = made.counts()
        StaffFile.objects.filter(pk=file.pk).update(
            applied_at=timezone.now(), rows=[], counts=counts
        )
        trail.record(
            Action.STAFF_FILE_APPLIED,
            target=file,
            actor=actor.as_actor(),
            detail={"digest": file.digest, **counts},
        )
    return _with_passwords(Applied(counts), newcomers, actor)


def forget_old() -> int:
    """Erase the rows of files that nobody applied within a day; returns how many files went."""
    deleted, _ = StaffFile.objects.filter(
        applied_at=None, uploaded_at__lt=timezone.now() - KEPT_FOR
    ).delete()
    return deleted


def _take(change: Change, actor: Staff) -> Staff | None:
    staff = change.staff
    for step in change.steps:
        if step.effect is Effect.REGISTER:
            staff = _register(change, step, actor)
        elif staff is not None:
            _STEPS[step.effect](change, staff, step, actor)
    return staff


def _register(change: Change, step: Step, actor: Staff) -> Staff:
    if step.section is None:
        raise ValueError("a new person has a section")
    row = change.row
    return issuing.register(
        row.number,
        name=row.name,
        section=step.section,
        email=row.email,
        actor=actor,
        reason=REASON,
    )


def _rewrite(change: Change, staff: Staff, step: Step, actor: Staff) -> None:
    name, email = change.row.name, change.row.email or staff.email
    if (name, email) != (staff.name, staff.email):  # both at once by the first of two steps
        issuing.rewrite(staff, name=name, email=email, actor=actor, reason=REASON)


def _transfer(change: Change, staff: Staff, step: Step, actor: Staff) -> None:
    if step.section is None or step.on is None:
        raise ValueError("a transfer has a section and a day")
    movements.order_transfer(
        staff, actor=actor, to_section=step.section, on=step.on, kept=step.kept, reason=REASON
    )


def _end_role(change: Change, staff: Staff, step: Step, actor: Staff) -> None:
    if step.appointment is None or step.on is None:
        raise ValueError("an end has an appointment and a day")
    step.appointment.refresh_from_db()
    if step.appointment.ends_on is None or step.appointment.ends_on > step.on:
        roles.make_end(step.appointment, step.on, by=actor, confirmed_by=None, reason=REASON)


def _give_role(change: Change, staff: Staff, step: Step, actor: Staff) -> None:
    if step.term is None:
        raise ValueError("a role has a term")
    roles.put_in_force(staff, step.term, given_by=actor, confirmed_by=None, reason=REASON)


def _ask_role(change: Change, staff: Staff, step: Step, actor: Staff) -> None:
    if step.term is None:
        raise ValueError("a role has a term")
    requests.file(staff, step.term, actor=actor, reason=REASON)


def _retire(change: Change, staff: Staff, step: Step, actor: Staff) -> None:
    if step.on is None:
        raise ValueError("a retirement has a day")
    movements.order_retirement(staff, actor=actor, last_day=step.on, reason=REASON)


_STEPS: Final[dict[Effect, Callable[[Change, Staff, Step, Staff], None]]] = {
    Effect.REWRITE: _rewrite,
    Effect.TRANSFER: _transfer,
    Effect.END_ROLE: _end_role,
    Effect.GIVE_ROLE: _give_role,
    Effect.ASK_ROLE: _ask_role,
    Effect.RETIRE: _retire,
}


def _with_passwords(
    applied: Applied, newcomers: list[tuple[Change, Staff]], actor: Staff
) -> Applied:
    for change, staff in newcomers:
        starts_on = change.row.starts_on or today()
        is_soon = starts_on <= today() + DAYS_BEFORE_THE_START
        if is_soon and len(applied.passwords) < MOST_PASSWORDS:
            password = temporary_passwords.issue(staff, actor=actor)
            applied.passwords.append((staff, password))
        else:
            applied.later.append(staff)
    return applied
