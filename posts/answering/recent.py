"""Which posts went out not long ago or are about to, so that nothing is sent twice unawares?"""

from datetime import datetime, timedelta
from typing import Final

from posts.bubbles import read, text_of
from posts.choices import Status
from posts.models import Post
from posts.screening.drafts import RecentPost

LOOKED_BACK: Final = timedelta(days=60)
MOST: Final = 30
DECIDED: Final = (Status.SENT, Status.SENDING, Status.APPROVED)


def recent_posts(now: datetime, *, leaving_out: int | None = None) -> tuple[RecentPost, ...]:
    """The newest of them first; `leaving_out` is the post that a correction repeats on purpose.

    A post under embargo counts, and is told by its number only.
    """
    found = (
        Post.objects.filter(
            status__in=DECIDED,
            send_at__gte=now - LOOKED_BACK,
            send_at__lte=now + LOOKED_BACK,
        )
        .exclude(pk=leaving_out or 0)
        .order_by("-send_at")[:MOST]
    )
    return tuple(
        RecentPost(
            post.title_in_mails,
            text_of(read(post.bubbles)),
            post.send_at,
            is_sent=post.status == Status.SENT,
        )
        for post in found
        if post.send_at is not None
    )
