"""What speaks against approving just now, though it was asked for in order?"""

from typing import Final

from approvals.permissions import why_not_yet
from posts import usable_media
from posts.answering.newly import against_approval, left_open
from posts.bubbles import read as bubbles_in
from posts.content import Content
from posts.emergencies import fixed
from posts.kinds.following import original_problem
from posts.models import Post, Revision

DAMAGED: Final = "画像または動画のファイルが、承認を依頼したときのものと違います。"


class NowWrong(Exception):
    """Something must be set right first; the text says what, for people."""


class NotYet(Exception):
    """It is on hold, or a step before the last word is missing; the text says which, for people."""


def demand_ready(revision: Revision) -> None:
    """Raises NotYet."""
    problem = why_not_yet(revision)
    if problem:
        raise NotYet(problem)


def demand_still_right(revision: Revision, content: Content) -> None:
    """Raises NowWrong: days have passed, lists have changed, a picture may be out of use."""
    wrong = wrong_by_now(revision, content)
    if wrong:
        raise NowWrong("\n".join(wrong))


def demand_original_out(post: Post) -> None:
    """Raises NowWrong; until the end of the transaction nobody settles what became of it."""
    if post.original_id:
        post.original = Post.objects.select_for_update(of=("self",)).get(pk=post.original_id)
    if problem := original_problem(post):
        raise NowWrong("\n".join(problem.values()))


def wrong_by_now(revision: Revision, content: Content) -> list[str]:
    """What must be set right before anybody approves, in words."""
    wrong = [*left_open(content), *(one.words for one in against_approval(content))]
    # While it waits, the working copy is what was frozen; it knows which picture of the library.
    wrong += usable_media.not_usable(bubbles_in(revision.post.bubbles)).values()
    if not usable_media.are_whole(content):
        wrong.append(DAMAGED)
    # Two people may have found that its original reached nobody.
    wrong += original_problem(revision.post).values()
    # A 緊急の文例 may have been retired or replaced since, because something in it was wrong.
    return [*wrong, *fixed.problems(revision.post).values()]
