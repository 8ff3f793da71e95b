"""How long is there until a post goes out that was approved to go out at once?"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final

from django.utils import timezone

from posts.choices import Status
from posts.models import Post
from posts.moments import in_words

# Spoken at these seconds only: a screen reader that counts aloud drowns everything else.
SPOKEN: Final = (60, 30, 10)
# Whoever stops what goes out within it is asked nothing first: a page more may be one too many.
NO_TIME_TO_ASK: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Countdown:
    """The time left in whole seconds, by the clock of the server.

    `mark` is the last of `SPOKEN` that was passed, 0 before the first; `is_new` when the page has
    not spoken it yet.
    """

    seconds: int
    mark: int
    is_new: bool

    @property
    def words(self) -> str:
        """あと2分30秒で配信します。"""
        if not self.seconds:
            return "まもなく配信します。"
        return f"あと{in_words(self.seconds)}で配信します。"

    @property
    def spoken(self) -> str:
        """What is read aloud when a mark has just been passed."""
        return f"あと{in_words(self.mark)}で配信します。"


def countdown_of(post: Post, *, said: int = 0) -> Countdown | None:
    """The countdown of an approved post that goes out at once; None for every other."""
    if post.status != Status.APPROVED or not post.at_once or post.send_at is None:
        return None
    seconds = max(0, ceil((post.send_at - timezone.now()).total_seconds()))
    mark = min((one for one in SPOKEN if seconds <= one), default=0)
    return Countdown(seconds, mark, is_new=bool(mark) and mark != said)


def is_about_to_go(post: Post) -> bool:
    """Does an approved post go out so soon that one press has to stop it?"""
    if post.status != Status.APPROVED or post.send_at is None:
        return False
    return post.send_at <= timezone.now() + NO_TIME_TO_ASK
