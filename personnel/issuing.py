"""職員ID: how one is issued, and how name and address are kept right."""

import re
import unicodedata
from typing import Final

from accounts import notices, temporary_passwords
from accounts.models import Section, Staff
from audit import trail
from audit.actions import Action
from personnel import standing
from personnel.acts import Act, NotPossible, Proof, administering

NUMBER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,19}")
NEW: Final = "accounts.staff:new"


def normalised_number(typed: str) -> str:
    """A staff number as it is kept: full-width letters and digits are no mistake."""
    return unicodedata.normalize("NFKC", typed).strip()


def why_not_issue(staff_number: str, section: Section) -> str:
    """Empty when an ID can be issued under this number; otherwise the reason (5.4(2)①)."""
    if not NUMBER.fullmatch(staff_number):
        return "職員番号は、半角の英数字とハイフンで20文字までです。"
    if Staff.objects.filter(staff_number__iexact=staff_number).exists():
        return (
            "この職員番号のIDは、すでにあります。退職した職員のIDも残っているため、"
            "同じ番号は使えません。"
        )
    return "廃止された課には登録できません。" if section.closed_at is not None else ""


def issuance(*, staff_number: str, name: str, section: Section, email: str, reason: str) -> Act:
    """What is shown before an ID is issued."""
    content = {"number": staff_number, "name": name, "email": email, "reason": reason}
    return Act(Action.STAFF_ISSUED, NEW, {**content, "section": section.pk})


def issue(
    *,
    actor: Staff,
    staff_number: str,
    name: str,
    section: Section,
    email: str,
    reason: str,
    proof: Proof,
) -> tuple[Staff, str]:
    """One ID for one person, without a role, and its temporary password to be shown once.

    Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    act = issuance(
        staff_number=staff_number, name=name, section=section, email=email, reason=reason
    )
    with administering(act, actor=actor, proof=proof):
        section.refresh_from_db()
        NotPossible.unless_empty(why_not_issue(staff_number, section))
        staff = register(
            staff_number, name=name, section=section, email=email, actor=actor, reason=reason
        )
        password = temporary_passwords.issue(staff, actor=actor)
    return staff, password


def register(
    staff_number: str, *, name: str, section: Section, email: str, actor: Staff, reason: str
) -> Staff:
    """The row of a new person, who cannot sign in yet; within an act that has been proved."""
    staff = Staff.objects.create_staff(staff_number, None, name=name, section=section, email=email)
    trail.record(
        Action.STAFF_ISSUED,
        target=staff,
        actor=actor.as_actor(),
        detail={"number": staff_number, "section": section.name, "reason": reason},
    )
    return staff


def correction(staff: Staff, *, name: str, email: str, reason: str) -> Act:
    """What is shown before name or address are corrected."""
    content = {"name": name, "email": email, "reason": reason}
    return Act(Action.STAFF_CORRECTED, trail.target_of(staff), content)


def correct(
    staff: Staff, *, actor: Staff, name: str, email: str, reason: str, proof: Proof
) -> None:
    """Name and address as they are now. Raises PermissionDenied, StepUpRefused, NotPossible."""
    act = correction(staff, name=name, email=email, reason=reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        rewrite(staff, name=name, email=email, actor=actor, reason=reason)


def rewrite(
    staff: Staff,
    *,
    name: str,
    email: str,
    actor: Staff,
    reason: str,
    asked_by: Staff | None = None,
) -> None:
    """The same within an act that has been proved; the trail keeps which fields changed.

    The address of somebody who can approve or administer is where every warning to that person
    goes: another one is `asked_by` somebody else. The old address is told. Raises NotPossible.
    """
    staff.refresh_from_db()
    new = {"name": name, "email": email}
    changed = [field for field, value in new.items() if getattr(staff, field) != value]
    if "email" in changed:
        if asked_by is None:
            NotPossible.unless_empty(standing.why_not_alone(staff))
        _tell_old_address(staff, asked_by or actor)
    Staff.objects.filter(pk=staff.pk).update(**new)
    trail.record(
        Action.STAFF_CORRECTED,
        target=staff,
        actor=actor.as_actor(),
        detail={"fields": changed, "reason": reason},
    )
    staff.refresh_from_db()


def _tell_old_address(staff: Staff, by: Staff) -> None:
    if staff.email:
        notices.tell(
            staff,
            subject="メールアドレスが変わりました",
            body=f"{staff.name}さんへのお知らせの届け先を、{by}さんが、ほかのメールアドレスに"
            "変えました。\n\n心当たりがないときは、すぐに情報政策課へ電話してください。\n",
            address=staff.email,
        )
