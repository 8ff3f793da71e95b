"""What does another calendar get to see of the posts? Titles, states and times, and a link."""

from datetime import UTC, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import Staff
from posts.calendar.placing import Placed, placed_between
from posts.choices import Confidentiality, Status
from posts.models import Post

BACK: Final = timedelta(days=92)
AHEAD: Final = timedelta(days=366)
ASK_AGAIN: Final = timedelta(hours=1)
# What does not happen; what is certain; everything else is still to be decided.
CANCELLED: Final = (Status.WITHDRAWN, Status.REJECTED, Status.STOPPED, Status.FAILED)
CERTAIN: Final = (Status.APPROVED, Status.SENDING, Status.SENT)


def feed(staff: Staff) -> bytes:
    """What the person may read of the last three months and the coming year (RFC 5545)."""
    now = timezone.now()
    name = f"{settings.ACCOUNT_NAME}LINEの予定"
    found = Calendar()
    found.add("prodid", "-//hachinohe-line//calendar//JA")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("refresh-interval", ASK_AGAIN)
    visible = Post.objects.visible_to(staff)
    for one in placed_between(now - BACK, now + AHEAD, visible=visible):
        found.add_component(_event(one))
    return bytes(found.to_ical())


def _event(one: Placed) -> Event:
    post = one.post
    address = f"{settings.SITE_URL}{post.get_absolute_url()}"
    event = Event()
    event.add("uid", f"post-{post.pk}@{settings.SITE_URL.rpartition('/')[2]}")
    event.add("dtstamp", post.changed_at)
    event.add("sequence", post.version)
    event.add("dtstart", one.at.astimezone(UTC))
    event.add("summary", f"［{_state_of(post)}］{_title_of(post)}")
    event.add("description", f"ログインして見る：{address}")
    event.add("url", address)
    event.add("status", _standing_of(post))
    event.add("transp", "TRANSPARENT")
    return event


def _title_of(post: Post) -> str:
    """Another calendar is as far outside as a mail; and what is 機密性2 is nowhere outside."""
    if post.confidentiality == Confidentiality.RESTRICTED:
        return f"公表できない投稿（番号{post.pk}）"
    return post.title_in_mails


def _state_of(post: Post) -> str:
    return "期限切れ" if post.is_overdue else Status(post.status).label


def _standing_of(post: Post) -> str:
    if post.status in CANCELLED:
        return "CANCELLED"
    return "CONFIRMED" if post.status in CERTAIN else "TENTATIVE"
