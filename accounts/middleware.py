"""Who may be here: nobody, except those whose session rests on both factors."""

from typing import Any, Final

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import sessions
from accounts.models import Staff
from accounts.sessions import Ending

# The fields of forms in which people write, and how the pages call them.
WORDS: Final = (("title", "件名"), ("text", "本文"), ("reason", "理由"), ("words", "確かめたこと"))


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

    def handle_no_permission(  # type: ignore[override]  # Django only ever redirects
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        """To the sign-in, and back afterwards; but no words that somebody typed are thrown away.

        A script that wanted a part of a page gets nothing: the sign-in page is no part of one.
        """
        if "HX-Request" in request.headers:
            return HttpResponse(status=401)
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        words = [(label, request.POST[name]) for name, label in WORDS if request.POST.get(name)]
        if not words:
            return redirect(self.get_login_url(view_func))
        return render(request, "accounts/session_over.html", {"words": words}, status=401)


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's, but a page that asks by itself does not keep a session awake (5.4(2))."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "is_unattended", False):
            return response
        return super().process_response(request, response)


def _why_ended(user: Any) -> Ending | None:
    if not isinstance(user, Staff):
        return None
    if not user.is_verified():  # type: ignore[attr-defined]  # put there by OTPMiddleware
        return Ending.UNVERIFIED
    if user.must_change_password:
        return Ending.PASSWORD_DUE
    return None
