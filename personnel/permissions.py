"""Who may administer whom, and if not, why not, in a sentence for the page."""

from typing import Final

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import Staff
from audit import trail
from audit.actions import Action

NOT_ADMINISTRATOR: Final = "職員を管理できるのは、システム管理者だけです。"
ONESELF: Final = "自分自身の職員IDや役割は変更できません。ほかのシステム管理者に依頼してください。"

SECONDS_BETWEEN_RECORDS: Final = 60


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


def demand_of(request: HttpRequest, problem: str, *, actor: Staff) -> None:
    """The same for a page: a look is only refused; who sent something is recorded as well.

    Once a minute: nobody may fill the trail by pressing what is refused anyway. Raises
    PermissionDenied unless the problem is empty.
    """
    if not problem:
        return
    key = f"personnel.refusal-recorded.{actor.pk}"
    if request.method == "POST" and cache.add(key, True, timeout=SECONDS_BETWEEN_RECORDS):
        trail.record_alone(
            Action.PERSONNEL_REFUSED,
            target=f"{Staff._meta.label_lower}:{actor.pk}",
            actor=actor.as_actor(),
            detail={"reason": problem, "address": request.path[:200]},
        )
    raise PermissionDenied(problem)
