"""Everything that keeps a post from being submitted: what is missing, and what screening found."""

from datetime import datetime

from accounts.models import Staff
from posts.answering.answers import answers_in_words, counting
from posts.answering.looking import Look, look_at_post
from posts.answering.shown import obstacles
from posts.completeness import problems
from posts.embargo import before_embargo
from posts.emergencies import fixed
from posts.kinds.following import original_problem
from posts.models import Post
from posts.routing.planning import plan, without_anybody


def what_holds_back(
    post: Post, *, at: datetime, look: Look | None = None, actor: Staff | None = None
) -> dict[str, str]:
    """What to do, by the name of the field in the editor; empty when the post may go on.

    `actor` is who asks for the approval, and so takes none of the steps.
    """
    found = look or look_at_post(post, now=at)
    return {
        **obstacles(found, counting(answers_in_words(post))),
        **problems(post.working_copy(), at=at),
        **original_problem(post),
        **fixed.problems(post),
        **_under_way(post, at, actor),
    }


def _under_way(post: Post, at: datetime, actor: Staff | None) -> dict[str, str]:
    """What keeps it from its route, and from going out at once."""
    found = {
        "route": without_anybody(post, plan(post), but=actor),
        "embargo_until": before_embargo(at if post.at_once else post.send_at, post.embargo_until),
    }
    return {field: words for field, words in found.items() if words}
