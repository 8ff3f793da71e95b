"""What speaks against approving just now, though it was asked for in order?"""

from typing import Final

from approvals import holding
from posts import usable_media
from posts.answering.newly import newly_found
from posts.bubbles import read as bubbles_in
from posts.content import Content
from posts.models import Revision
from posts.routing.turns import next_step
from posts.screening.engine import blocking

DAMAGED: Final = "画像または動画のファイルが、承認を依頼したときのものと違います。"


class NowWrong(Exception):
    """Something must be set right first; the text says what, for people."""


class NotYet(Exception):
    """It is on hold, or a step before the last word is missing; the text says which, for people."""


def demand_ready(revision: Revision) -> None:
    """Raises NotYet."""
    step = next_step(revision)
    if step is not None:
        raise NotYet(f"{step.section.name}の{step.get_kind_display()}が済んでいません。")
    if holding.of(revision) is not None:
        raise NotYet("保留になっています。承認する前に、保留を解いてください。")


def demand_still_right(revision: Revision, content: Content) -> None:
    """Raises NowWrong: days have passed, lists have changed, a picture may be out of use."""
    wrong = [finding.words for finding in blocking(newly_found(content))]
    # While it waits, the working copy is what was frozen; it knows which picture of the library.
    wrong += usable_media.not_usable(bubbles_in(revision.post.bubbles)).values()
    if not usable_media.are_whole(content):
        wrong.append(DAMAGED)
    if wrong:
        raise NowWrong("\n".join(wrong))
