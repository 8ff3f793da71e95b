"""How does a draft move to another time? By the same save as in the editor, and no other way."""

from datetime import datetime

from accounts.models import Staff
from posts import drafts
from posts.calendar.hands import why_not_move
from posts.models import Post
from posts.permissions import demand


def move(post: Post, *, actor: Staff, version: int, send_at: datetime | None) -> Post:
    """Another time for a draft, or none; `version` is the one the actor saw.

    What was submitted does not move: that takes a new revision (`posts/retiming.py`).
    Raises PermissionDenied, also for a time before the 解禁日時, and ChangedMeanwhile when
    somebody else saved in between.
    """
    demand(why_not_move(actor, post))
    return drafts.edit(post, actor=actor, version=version, fields={"send_at": send_at})
