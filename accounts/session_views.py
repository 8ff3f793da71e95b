"""Where a person is signed in, how they end it, and how long this session goes on."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import sessions, user_agents
from accounts.models import StaffSession
from accounts.requests import staff_of
from accounts.sessions import Ending


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """/account/sessions/: every place where this number is signed in now."""
    here = session_of(request)
    places = [
        {
            "session": session,
            "device": user_agents.describe(session.user_agent),
            "is_here": session.pk == here.pk,
        }
        for session in sessions.open_of(staff_of(request))
    ]
    return render(
        request,
        "accounts/sessions.html",
        {"places": places, "others": len(places) - 1},
    )


@require_POST
def ending(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one of one's own sessions; this one by signing out."""
    staff = staff_of(request)
    session = get_object_or_404(StaffSession, pk=pk, staff=staff)
    if session.pk == session_of(request).pk:
        sessions.end(request, why=Ending.BY_CHOICE)
        return redirect("account_login")
    if sessions.end_one(session, actor=staff):
        messages.success(request, "選んだ端末をログアウトしました。")
    else:
        messages.info(request, "選んだ端末は、すでにログアウトしています。")
    return redirect("account_sessions")


@require_POST
def other_endings(request: HttpRequest) -> HttpResponse:
    """ほかのすべてを終了する."""
    staff = staff_of(request)
    ended = sessions.end_all(
        staff, actor=staff, why=Ending.ENDED_BY_OWNER, keep=session_of(request)
    )
    messages.success(request, f"ほかの端末（{ended}件）をログアウトしました。")
    return redirect("account_sessions")


@require_POST
def notice_answer(request: HttpRequest) -> HttpResponse:
    """The person has read that they are signed in elsewhere, and it was themselves."""
    here = session_of(request)
    StaffSession.objects.filter(pk=here.pk, ended_at=None).update(elsewhere_at=None, elsewhere="")
    return redirect("account_sessions")


@require_safe
@never_cache
def state(request: HttpRequest) -> JsonResponse:
    """/account/session/: how long this session goes on, for a script that is about to warn."""
    return JsonResponse(_state(session_of(request)))


@require_POST
@never_cache
def extension(request: HttpRequest) -> JsonResponse:
    """延長する: a sign of life, as every other request is one."""
    session = session_of(request)
    now = timezone.now()
    StaffSession.objects.filter(pk=session.pk, ended_at=None).update(active_at=now)
    session.active_at = now
    return JsonResponse(_state(session))


def session_of(request: HttpRequest) -> StaffSession:
    """The session that SessionLifetimeMiddleware has found alive."""
    session = getattr(request, "staff_session", None)
    if not isinstance(session, StaffSession):
        raise TypeError("this view is reached only in a session of staff")
    return session


def _state(session: StaffSession) -> dict[str, Any]:
    left_at_most = (session.absolute_ends_at - timezone.now()).total_seconds()
    return {
        "seconds_left": session.seconds_left,
        # Near the absolute end an extension would promise what it does not keep.
        "extendable": left_at_most > settings.SESSION_WARNING_SECONDS,
    }
