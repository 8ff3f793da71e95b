"""After a move, what is needed to take it back: carried by the address, sealed, for an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.utils.dateparse import parse_datetime

from accounts.models import Staff
from posts.models import Post

SALT: Final = "posts.calendar.moved"
FOR: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Moved:
    """A post that was moved, the time it had before, and the words that carry all this."""

    post: Post
    before: datetime | None
    version: int
    words: str

    @property
    def is_last(self) -> bool:
        """Has nobody saved the post since? Otherwise there is nothing to take back."""
        return self.post.version == self.version and self.post.is_open_for_editing


def written(post: Post, *, before: datetime | None, staff: Staff) -> str:
    """What an address carries after a move by this person: no words of the post."""
    was = before.isoformat() if before else ""
    return signing.dumps([staff.pk, post.pk, post.version, was], salt=SALT)


def read(words: str, *, staff: Staff) -> Moved | None:
    """The move behind it; None when it is old, of somebody else, or of a post out of sight."""
    try:
        who, pk, version, was = signing.loads(words, salt=SALT, max_age=FOR)
    except signing.BadSignature:
        return None
    post = Post.objects.visible_to(staff).filter(pk=pk).first() if who == staff.pk else None
    if post is None:
        return None
    return Moved(post, parse_datetime(was) if was else None, version, words)
