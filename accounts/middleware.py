"""Who may be here: those whose session rests on both factors, and has not reached its end."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import sessions, spans
from accounts.models import Staff, StaffSession
from accounts.sessions import Ending

# The fields of forms in which people write, and how the pages call them.
WORDS: Final = {
    "title": "件名",
    "text": "本文",
    "reason": "理由",
    "words": "コメント・意見・確かめたこと",
    "easy_text": "やさしい日本語の文章",
    "source_check": "信頼できると確かめた方法",
    "proposal": "直す案",
    "ground_words": "代決する理由",
    "opinion": "意見",
    "note": "気づいたこと",
    "what_happened": "経過",
    "what_to_do_better": "気づいた点と改善",
    "alt_text": "代替テキスト",
    "rights_note": "作った人・出典・利用条件",
}
# Those of which a form has many: parts of bubbles (`0c4e11a8-text`), answers, gaps.
MANY: Final = (
    (re.compile(r"[0-9a-f]{8}-(?!kind$)"), "本文"),
    (re.compile(r"answer-"), "確かめた内容"),
    (re.compile(r"gap-\d+$"), "差し込む言葉"),
)
# Sent by scripts that ask or save by themselves: nobody is necessarily sitting there.
UNATTENDED: Final = "X-Unattended"
_PARTS_OF_THE_IDLE_LIMIT: Final = 60


class VerifiedRequiredMiddleware(LoginRequiredMiddleware):
    """Every address is closed unless its view says `login_not_required`.

    It stands behind the stages of the sign-in (`accounts/stages.py`) and does not trust them:
    a session that is signed in without a second factor, or whose password must be changed, is
    ended and not repaired. There is no list of exceptions that could be wrong. It comes after the
    messages, so that the sign-in page can say why.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Before any view is chosen, so that pages of error are shown to nobody in particular."""
        why = _why_ended(request.user)
        if why is not None:
            sessions.end(request, why=why)
            messages.info(request, _words(why))

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
        words = [
            (_label(name), typed) for name, typed in request.POST.items() if typed and _label(name)
        ]
        if not words:
            return redirect(self.get_login_url(view_func))
        return render(request, "accounts/session_over.html", {"words": words}, status=401)


def _label(name: str) -> str:
    """What people call the field; empty for what nobody has written. A form may have a prefix."""
    found = next((label for pattern, label in MANY if pattern.match(name)), "")
    return found or WORDS.get(name.rpartition("-")[2], "")


class SessionLifetimeMiddleware:
    """Ends a session that was idle or open for too long, was ended elsewhere, or has no row.

    It comes after the messages, as the other one does. `request.staff_session` is the row of the
    session that goes on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Staff):
            session = sessions.of_request(request)
            why = _why_over(session)
            if session is None or why is not None:
                sessions.end(request, why=why or Ending.UNKNOWN)
                messages.info(request, _words(why))
            else:
                if UNATTENDED not in request.headers:
                    _note_activity(session)
                request.staff_session = session  # type: ignore[attr-defined]  # for the pages
        return self._get_response(request)


def _why_over(session: StaffSession | None) -> Ending | None:
    now = timezone.now()
    if session is None:
        return Ending.UNKNOWN
    if session.ended_at is not None:
        return Ending.ENDED_ELSEWHERE
    if session.absolute_ends_at <= now:
        return Ending.TOO_LONG
    return Ending.IDLE if session.idle_ends_at <= now else None


def _note_activity(session: StaffSession) -> None:
    now = timezone.now()
    parts = settings.SESSION_IDLE_SECONDS / _PARTS_OF_THE_IDLE_LIMIT
    if (now - session.active_at).total_seconds() >= parts:
        StaffSession.objects.filter(pk=session.pk, ended_at=None).update(active_at=now)
        session.active_at = now


def _words(why: Ending | None) -> str:
    if why is Ending.IDLE:
        idle = spans.span(settings.SESSION_IDLE_SECONDS)
        return f"{idle}のあいだ操作がなかったため、ログアウトしました。"
    if why is Ending.TOO_LONG:
        longest = spans.span(settings.SESSION_ABSOLUTE_SECONDS)
        return f"ログインから{longest}が過ぎたため、ログアウトしました。"
    if why is Ending.PASSWORD_DUE:
        return (
            "安全のため、この端末のログインを終了しました。もう一度ログインして、"
            "新しいパスワードを決めてください。"
        )
    return "この端末のログインは終了しています。続けるときは、もう一度ログインしてください。"


def _why_ended(user: Any) -> Ending | None:
    if not isinstance(user, Staff):
        return None
    if not user.is_verified():  # type: ignore[attr-defined]  # put there by OTPMiddleware
        return Ending.UNVERIFIED
    if user.must_change_password:
        return Ending.PASSWORD_DUE
    return None
