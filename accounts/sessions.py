"""How a session ends, so that the trail says why."""

from enum import StrEnum

from django.contrib.auth import logout
from django.http import HttpRequest

from accounts.models import Staff
from audit import trail
from audit.actions import Action


class Ending(StrEnum):
    """Why a session was ended."""

    BY_CHOICE = "by_choice"
    UNVERIFIED = "unverified"
    PASSWORD_DUE = "password_due"  # noqa: S105
    STEP_UP_EXHAUSTED = "step_up_exhausted"


def end(request: HttpRequest, *, why: Ending) -> None:
    """Sign the person of this request out; without anybody signed in, only empty the session."""
    staff = request.user
    if isinstance(staff, Staff):
        trail.record_alone(
            Action.SIGNED_OUT,
            target=f"{Staff._meta.label_lower}:{staff.pk}",
            actor=staff.as_actor(),
            detail={"why": why.value},
        )
    logout(request)
