"""How is a revision sent back with comments, each at the part that it is about?"""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Staff
from approvals import decisions
from approvals.models import Decision
from posts.commenting import comment
from posts.models import Revision


def return_with_comments(
    revision: Revision, *, actor: Staff, reason: str, comments: Mapping[str, str]
) -> Decision:
    """差戻し, and what is to be mended at each place of `posts/attaching.py`; all or nothing.

    Raises what `decisions.return_to_drafter` raises.
    """
    with transaction.atomic():
        # Who was only asked about the post reads it no more once it is back on the desk.
        for place, words in comments.items():
            comment(revision.post, actor=actor, words=words, place=place)
        return decisions.return_to_drafter(revision, actor=actor, reason=reason)
