"""As what did citizens receive a post, and when did it really go out?"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from audit import trail
from audit.actions import Action
from audit.models import Entry
from posts.content import read
from posts.models import Post

# A heading such as 【お知らせ】 names nothing by itself.
HEADING: Final = re.compile(r"【[^】\n]{0,30}】")
LONGEST_NAME: Final = 40


def went_out_at(post: Post) -> datetime | None:
    """When LINE accepted it; as long as that is in doubt, when it was to be sent."""
    accepted = trail.history_of(post).filter(action=Action.SENDING_ACCEPTED).last()
    return accepted.at if accepted else post.send_at


def accepted_at(posts: Iterable[Post]) -> dict[int, datetime]:
    """When LINE accepted each of them, by their numbers, in one look at the trail."""
    known = {trail.target_of(post): post.pk for post in posts}
    accepted = Entry.objects.filter(action=Action.SENDING_ACCEPTED, target__in=known)
    return {known[entry.target]: entry.at for entry in accepted}


def first_line_of(post: Post) -> str:
    """What citizens know it by: the first line with words of its own; empty when none is short.

    The title is for the staff only, and citizens have never seen it.
    """
    for line in _lines(post):
        words = " ".join(HEADING.sub(" ", line).split()).rstrip("。")
        if words:
            return words if len(words) <= LONGEST_NAME else ""
    return ""


def _lines(post: Post) -> list[str]:
    revision = post.current_revision
    try:
        content = read(revision.canonical) if revision else None
    except ValueError:  # changed past every rule
        return []
    return [line for one in content.texts for line in one["text"].splitlines()] if content else []
