"""Who may be here: nobody, except those whose session rests on both factors."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from accounts import sessions
from accounts.models import Staff
from accounts.sessions import Ending


class VerifiedRequiredMiddleware(LoginRequiredMiddleware):
    """Every address is closed unless its view says `login_not_required`.

    It stands behind the stages of the sign-in (`accounts/stages.py`) and does not trust them:
    a session that is signed in without a second factor, or whose password must be changed, is
    ended and not repaired. There is no list of exceptions that could be wrong.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Before any view is chosen, so that pages of error are shown to nobody in particular."""
        why = _why_ended(request.user)
        if why is not None:
            sessions.end(request, why=why)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """To the sign-in, and back afterwards where that makes sense: a form sent is not."""
        if request.method not in ("GET", "HEAD"):
            return redirect(self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def _why_ended(user: Any) -> Ending | None:
    if not isinstance(user, Staff):
        return None
    if not user.is_verified():  # type: ignore[attr-defined]  # put there by OTPMiddleware
        return Ending.UNVERIFIED
    if user.must_change_password:
        return Ending.PASSWORD_DUE
    return None
