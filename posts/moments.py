"""When does a post go out, in words: at its time, or as soon as it is approved?"""

from typing import Final

from django.conf import settings

from audit.dates_ja import date_and_time
from posts.choices import Status
from posts.models import Post, Revision

UNDECIDED: Final = (
    *(Status.DRAFT, Status.IN_APPROVAL, Status.RETURNED),
    *(Status.WITHDRAWN, Status.REJECTED),
)


def when(revision: Revision) -> str:
    """2027年4月29日（木・祝）10:00, or 承認されたらすぐ（承認の3分後）."""
    if not revision.at_once:
        return date_and_time(revision.send_at)
    return when_of(revision.post) if _has_its_time(revision.post) else at_once(revision.post)


def when_of(post: Post) -> str:
    """The same of a working copy; 未定 as long as nothing is chosen."""
    if post.at_once and post.send_at is None:
        return at_once(post)
    return date_and_time(post.send_at) if post.send_at else "未定"


def at_once(post: Post) -> str:
    """What goes out without a time of its own."""
    return f"承認されたらすぐ（承認の{in_words(pause_of(post))}後）"


def pause_of(post: Post) -> int:
    """Seconds between the approval and the sending, in which it can still be stopped."""
    return settings.EMERGENCY_PAUSE_SECONDS if post.is_urgent else settings.PAUSE_SECONDS


def in_words(seconds: int) -> str:
    """3分, 30秒, 1分30秒."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}分" * bool(minutes) + f"{rest}秒" * bool(rest or not minutes)


def _has_its_time(post: Post) -> bool:
    # Only an approval gives a time to what goes out at once.
    return post.status not in UNDECIDED
