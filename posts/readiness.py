"""Everything that keeps a post from being submitted: what is missing, and what screening found."""

from datetime import datetime

from posts.answering.answers import given_to
from posts.answering.looking import Look, look_at_post
from posts.answering.shown import obstacles
from posts.completeness import problems
from posts.emergencies import fixed
from posts.models import Post


def what_holds_back(post: Post, *, at: datetime, look: Look | None = None) -> dict[str, str]:
    """What to do, by the name of the field in the editor; empty when the post may go on."""
    found = look or look_at_post(post, now=at)
    return {
        **obstacles(found, given_to(post)),
        **problems(post.working_copy(), at=at),
        **fixed.problems(post),
    }
