"""Through which stages a sign-in goes after the password, and who is let in at the end.

    VerifyStage          has a device: its code
    ChangePasswordStage  temporary password: a new one
    EnrolStage           no device yet: register one
    AcknowledgeStage     once a year: what is learnt here is confidential
    BindStage            no page: the guard; nobody is signed in before it

With a device the code comes before the new password, or the temporary password alone could set
one; without a device the new password comes before anything else (5.4(3)⑥). allauth does not look
again at the person between the stages, so what the sign-in began with is pinned and compared.
"""

from typing import Any, Final

import allauth.account.decorators  # noqa: F401  # before .stages, or its import is circular
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django_otp.models import Device

from accounts import confidentiality, devices, passkeys, passwords, temporary_passwords
from accounts.models import Staff
from audit import trail
from audit.actions import Action

VERIFY: Final = "verify"
CHANGE_PASSWORD: Final = "change_password"  # noqa: S105
ENROL: Final = "enrol"
ACKNOWLEDGE: Final = "acknowledge"
BIND: Final = "bind"

Outcome = tuple[HttpResponse | None, bool]


class StaffStage(LoginStage):
    """A stage of ours: knows the person, and the page it sends them to."""

    @property
    def staff(self) -> Staff | None:
        """Whose sign-in this is, as read from the database in this request."""
        user = self.login.user
        return user if isinstance(user, Staff) else None

    def show_page(self) -> Outcome:
        """Keep the sign-in waiting at this stage's page."""
        return HttpResponseRedirect(reverse(self.urlname or "account_login")), True


class VerifyStage(StaffStage):
    """Who has a device proves to hold it; the sign-in is pinned to the person as they are now."""

    key = VERIFY
    urlname = "account_code"

    def handle(self) -> Outcome:
        staff = self.staff
        if staff is None:
            return None, False
        if temporary_passwords.has_expired(staff):
            # The backend refused it already; this is the lock behind that one.
            _record_refusal(staff, "temporary_password_expired")
            return None, False
        # Whoever knew the cookie before the password was typed does not share what comes now.
        self.request.session.cycle_key()
        pin(self.controller, staff)
        has_device = devices.has_primary_device(staff)
        self.state["steps"] = _steps(staff, has_device=has_device)
        return self.show_page() if has_device else (None, True)


class ChangePasswordStage(StaffStage):
    """A temporary password has done its work here; the person chooses one of their own."""

    key = CHANGE_PASSWORD
    urlname = "account_first_password"

    def handle(self) -> Outcome:
        if self.staff is not None:
            passwords.demand_change(self.staff)
        due = self.staff is not None and self.staff.must_change_password
        return self.show_page() if due else (None, True)


class EnrolStage(StaffStage):
    """Who has shown no device registers one, unless somebody else did so in the meantime."""

    key = ENROL
    urlname = "account_enrol"

    def handle(self) -> Outcome:
        if _state(self.controller, VERIFY).get("device"):
            return None, True
        if self.staff is None or devices.has_primary_device(self.staff):
            return None, False
        self.state["pending"] = devices.start_enrolment(self.staff).pk
        passkeys.prepare(self.staff)
        return self.show_page()


class AcknowledgeStage(StaffStage):
    """A page to read once a year, when everything is proved (法2)."""

    key = ACKNOWLEDGE
    urlname = "account_confidentiality"

    def handle(self) -> Outcome:
        due = self.staff is not None and confidentiality.is_due(self.staff)
        return self.show_page() if due else (None, True)


class BindStage(StaffStage):
    """The guard: lets in whom the sign-in began with, unchanged, with a confirmed device."""

    key = BIND

    def handle(self) -> Outcome:
        if self.staff is None:
            return None, False
        staff = Staff.objects.get(pk=self.staff.pk)
        device = _proved_device(self.controller)
        if not (
            device
            and device.confirmed
            and device.user_id == staff.pk
            and is_pinned(self.controller, staff)
            and not passwords.is_due(staff)
            and not confidentiality.is_due(staff)
        ):
            _record_refusal(staff, "changed_meanwhile")
            return None, False
        staff.otp_device = device  # type: ignore[attr-defined]  # how django-otp is told
        self.login.user = staff
        return None, True


def pin(controller: LoginStageController, staff: Staff) -> None:
    """Note the password that the sign-in rests on (its session hash, never itself)."""
    _state(controller, VERIFY)["auth_hash"] = staff.get_session_auth_hash()


def is_pinned(controller: LoginStageController, staff: Staff) -> bool:
    """Is the person still active, and the password still the one the sign-in rests on?"""
    pinned = _state(controller, VERIFY).get("auth_hash", "")
    return staff.is_active and constant_time_compare(pinned, staff.get_session_auth_hash())


def steps_of(controller: LoginStageController) -> list[str]:
    """The keys of the stages with a page that this sign-in goes through, in order."""
    steps: list[str] = _state(controller, VERIFY).get("steps", [])
    return steps


def _steps(staff: Staff, *, has_device: bool) -> list[str]:
    steps = [VERIFY] if has_device else []
    if passwords.is_due(staff):
        steps.append(CHANGE_PASSWORD)
    if not has_device:
        steps.append(ENROL)
    return [*steps, ACKNOWLEDGE] if confidentiality.is_due(staff) else steps


def _record_refusal(staff: Staff, why: str) -> None:
    trail.record_alone(
        Action.SIGN_IN_FAILED, target=staff, actor=staff.as_actor(), detail={"why": why}
    )


def _proved_device(controller: LoginStageController) -> Any:
    proved = _state(controller, VERIFY).get("device") or _state(controller, ENROL).get("device")
    return Device.from_persistent_id(proved) if proved else None


def _state(controller: LoginStageController, key: str) -> dict[str, Any]:
    # Not `controller.get_stage`: the guard must also say no when that stage was taken out.
    state: dict[str, Any] = controller.state.setdefault(key, {}).setdefault("data", {})
    return state
