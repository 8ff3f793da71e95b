"""What allauth asks this project about sign-in, and what of it goes into the audit trail."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts import passwords, sessions, temporary_passwords
from accounts.models import Staff
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action
from audit.trail import Actor

# Whoever fails to sign in has not shown to be the person whose number was typed.
UNKNOWN: Final = Actor(id="unknown", label="不明")
SECONDS_BETWEEN_RECORDS_OF_A_LIMIT: Final = 300


class StaffAccountAdapter(DefaultAccountAdapter):
    """Sign-in by staff number; nobody registers themselves (5.4(2)①)."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "職員番号またはパスワードが違います。",
        "too_many_login_attempts": (
            "ログインの失敗が続いたため、受付けを止めています。"
            "5分ほど待ってから、もう一度入力してください。"
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: allauth's JSON answers would hand back the fields of a form, password included."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path of this system may follow a sign-in."""
        return url.startswith("/") and super().is_safe_url(url)

    def get_login_stages(self) -> list[str]:
        """The stages of `accounts.stages` in the order that their docstring reasons."""
        return [
            "accounts.stages.VerifyStage",
            "accounts.stages.ChangePasswordStage",
            "accounts.stages.EnrolStage",
            "accounts.stages.AcknowledgeStage",
            "accounts.stages.BindStage",
        ]

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The one place where somebody chooses a password for themselves (5.4(3)⑥)."""
        passwords.choose(_as_staff(user), password)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a try over the limit; Django sends no signal for those, so it is recorded here."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _record_limit(credentials.get("username", ""))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _record_failure(credentials.get("username", ""))

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """The password was right, so this tells nothing to somebody who merely guesses."""
        staff = _as_staff(user)
        trail.record_alone(
            Action.SIGN_IN_FAILED, target=staff, actor=UNKNOWN, detail={"why": "suspended"}
        )
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        staff = _as_staff(user)
        previous = staff.last_login
        super().login(request, user)
        sessions.begin(request, staff)
        # 前回ログイン: the owner notices a sign-in that was somebody else's.
        request.session["previous_sign_in"] = previous.isoformat() if previous else ""
        trail.record_alone(
            Action.SIGNED_IN,
            target=staff,
            actor=staff.as_actor(),
            detail={"device": getattr(getattr(user, "otp_device", None), "persistent_id", "")},
        )

    def logout(self, request: HttpRequest) -> None:
        sessions.end(request, why=Ending.BY_CHOICE)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth puts the Host header in front, port included: a client that varies the port
        # would get five more guesses for every number it thinks of.
        login: str = credentials.get("username", "")
        # As PostgreSQL compares them: its capital of the Turkish ı is an I, so that without the
        # first step every i of a number would double the guesses.
        return login.upper().lower()


def _as_staff(user: AbstractBaseUser) -> Staff:
    if not isinstance(user, Staff):
        raise TypeError(f"{user!r} is not a member of staff")
    return user


def _record_failure(typed: str) -> None:
    staff = get_user_by_username(typed)
    if staff is None:
        # Tells repeated tries apart without keeping what was typed: it may be a password.
        digest = salted_hmac("accounts.unknown_staff_number", typed.lower()).hexdigest()
        detail = {"why": "unknown_number", "typed": digest[:16]}
        trail.record_alone(Action.SIGN_IN_FAILED, target="", actor=UNKNOWN, detail=detail)
    else:
        # Whether or not it was right: an expired one opens nothing, and the page does not say so.
        expired = temporary_passwords.has_expired(_as_staff(staff))
        detail = {"why": "temporary_password_expired" if expired else "wrong_password"}
        trail.record_alone(Action.SIGN_IN_FAILED, target=staff, actor=UNKNOWN, detail=detail)


def _record_limit(typed: str) -> None:
    # Once per account and five minutes (all unknown numbers together): nobody may fill the
    # trail, or keep its end locked, by knocking on a door that is shut anyway.
    staff = get_user_by_username(typed)
    key = f"accounts.limit-recorded.{staff.pk if staff else 'unknown'}"
    if cache.add(key, True, timeout=SECONDS_BETWEEN_RECORDS_OF_A_LIMIT):
        trail.record_alone(Action.SIGN_IN_LIMITED, target=staff or "", actor=UNKNOWN, detail={})
