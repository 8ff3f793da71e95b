"""Which post is sent next, and how long may the loop sleep until then?"""

from datetime import timedelta
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Case, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Now

from broadcasts.models import OPEN_STATES, Broadcast
from posts.choices import Status
from posts.kinds.choices import Kind
from posts.models import Post

# Checking and freezing takes longer than a post may be late: it is done before the time comes.
# So long before it, a post can no longer be stopped by itself (docs/decisions/0019).
AHEAD: Final = timedelta(seconds=0.5)
# So close to a request's time nothing else is begun that could wait.
TOO_CLOSE: Final = timedelta(seconds=0.1)

# When a post is due: from its approval on, or, lacking one, when it was to go.
DUE: Final = ("current_revision__decision__send_from", "current_revision__send_at")

# Both parts about posts are answered by one step down an index, however many are waiting.
NEXT: Final = """
SELECT extract(epoch FROM
        min(due) FILTER (WHERE due > statement_timestamp()) - clock_timestamp()),
    coalesce(bool_or(due <= statement_timestamp()), false)
FROM (
    (SELECT send_at - %(ahead)s::interval AS due FROM posts_post
        WHERE status = 'approved' AND send_at > statement_timestamp() + %(ahead)s::interval
            {of_posts}
        ORDER BY send_at LIMIT 1)
    UNION ALL
    (SELECT send_at - %(ahead)s::interval FROM posts_post
        WHERE status = 'approved' AND send_at <= statement_timestamp() + %(ahead)s::interval
            {of_posts}
        ORDER BY send_at LIMIT 1)
    UNION ALL
    SELECT greatest(b.next_attempt_at, b.lease_until) FROM broadcasts_broadcast b
        JOIN posts_revision r ON r.id = b.revision_id JOIN posts_post p ON p.id = r.post_id
        WHERE b.state IN ('prepared', 'sending') {of_requests}
) AS waiting
"""
NEXT_OF_ALL: Final = NEXT.format(of_posts="", of_requests="")
NEXT_EMERGENCY: Final = NEXT.format(
    of_posts="AND kind = 'emergency'", of_requests="AND p.kind = 'emergency'"
)


class Next(NamedTuple):
    """Seconds until something becomes due, and whether something is that nobody took."""

    seconds: float | None
    is_overdue: bool


def posts_to_prepare(*, only_emergencies: bool) -> QuerySet[Post]:
    """Approved posts whose time is about to come or has come, emergencies first."""
    posts = Post.objects.filter(status=Status.APPROVED, send_at__lte=Now() + AHEAD)
    if only_emergencies:
        posts = posts.filter(kind=Kind.EMERGENCY)
    about_to_leave = Broadcast.objects.filter(
        state__in=OPEN_STATES, next_attempt_at__gt=Now(), next_attempt_at__lte=Now() + TOO_CLOSE
    )
    can_wait = Q(send_at__gt=Now()) & ~Q(kind=Kind.EMERGENCY)
    return posts.exclude(can_wait & Exists(about_to_leave)).order_by(
        _emergencies_first("kind"), "send_at"
    )


def overlooked_posts() -> QuerySet[Post]:
    """Approved posts whose approved time has come, whatever the column says that the loop uses.

    What lacks its decision is among them: to be held back with that reason. This reads every
    approved post, which is why the loop does not ask it each time.
    """
    return (
        Post.objects.filter(status=Status.APPROVED)
        .alias(due=Coalesce(*DUE))
        .filter(due__lte=Now())
        .order_by("due")
    )


def requests_to_send(*, only_emergencies: bool) -> QuerySet[Broadcast]:
    """Requests whose time has come and that no worker is about to send, emergencies first."""
    requests = Broadcast.objects.filter(state__in=OPEN_STATES, next_attempt_at__lte=Now()).filter(
        Q(lease_until=None) | Q(lease_until__lte=Now())
    )
    if only_emergencies:
        requests = requests.filter(revision__post__kind=Kind.EMERGENCY)
    return requests.order_by(_emergencies_first("revision__post__kind"), "next_attempt_at")


def what_is_next(*, only_emergencies: bool) -> Next:
    """By the clock of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            NEXT_EMERGENCY if only_emergencies else NEXT_OF_ALL, {"ahead": AHEAD.total_seconds()}
        )
        seconds, is_overdue = cursor.fetchone()
    return Next(None if seconds is None else float(seconds), is_overdue)


def _emergencies_first(kind: str) -> Case:
    return Case(When(**{kind: Kind.EMERGENCY}, then=Value(0)), default=Value(1))
