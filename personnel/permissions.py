"""Who may administer whom, and if not, why not, in a sentence for the page."""

from typing import Final

from django.core.exceptions import PermissionDenied

from accounts.models import Staff
from audit import trail
from audit.actions import Action

NOT_ADMINISTRATOR: Final = "職員を管理できるのは、システム管理者だけです。"
ONESELF: Final = "自分自身の職員IDや役割は変更できません。ほかのシステム管理者に依頼してください。"


def why_not_administer(actor: Staff, staff: Staff | None = None) -> str:
    """Empty when the actor may administer, and this person; nobody administers themselves."""
    if not actor.is_administrator:
        return NOT_ADMINISTRATOR
    return ONESELF if actor == staff else ""


def demand(problem: str, *, actor: Staff, about: Staff | None = None) -> None:
    """Refuse with a reason, and record who tried. Raises PermissionDenied unless it is empty."""
    if problem:
        target = about if about is not None else actor
        trail.record_alone(
            Action.PERSONNEL_REFUSED,
            target=f"{Staff._meta.label_lower}:{target.pk}",
            actor=actor.as_actor(),
            detail={"reason": problem},
        )
        raise PermissionDenied(problem)
