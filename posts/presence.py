"""Who else has this draft open? A soft line of names, not a lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Staff
from posts import permissions
from posts.loading import load
from posts.models import Post, Presence

FORGOTTEN_AFTER: Final = timedelta(minutes=1)
SECONDS_BETWEEN_SIGNS: Final = 15


@dataclass(frozen=True)
class Present:
    """A colleague, and since when."""

    staff: Staff
    since: datetime


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """A sign of an open editor, sent by the page itself; answered with who else is there."""
    staff, post = load(request, pk)
    if not permissions.writes(staff, post):
        permissions.demand(permissions.why_not_edit(staff, post))
    if post.is_open_for_editing:
        note(post, staff)
    context = shown(post, staff)
    if request.POST.get("seen") == context["seen"]:
        return HttpResponse(status=204)  # nothing to be read out again
    return render(request, "posts/_present.html", {"post": post, **context})


def note(post: Post, staff: Staff) -> None:
    """This person has the post open now; who has given no sign for a while is forgotten."""
    now = timezone.now()
    Presence.objects.filter(post=post, seen_at__lte=now - FORGOTTEN_AFTER).delete()
    Presence.objects.update_or_create(post=post, staff=staff, defaults={"seen_at": now})


def others_at(post: Post, staff: Staff) -> list[Present]:
    """Who else has given a sign within the last minute, the first to come first."""
    recent = timezone.now() - FORGOTTEN_AFTER
    found = post.presences.filter(seen_at__gt=recent).exclude(staff=staff)
    return [
        Present(one.staff, one.since)
        for one in found.select_related("staff__section").order_by("since")
    ]


def shown(post: Post, staff: Staff) -> dict[str, Any]:
    """What the line about the others needs; `seen` says whether it would be another one."""
    others = others_at(post, staff)
    return {
        "others": others,
        "seen": " ".join([post.status, *(str(one.staff.pk) for one in others)]),
        "sign_every": SECONDS_BETWEEN_SIGNS,
    }
