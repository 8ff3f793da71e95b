"""What is told of a finding to somebody who cannot answer it: the fact, and what it is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from posts.screening.findings import Finding

# The last sentence, where it asks for words that only a drafter can write.
ASKED_OF_DRAFTERS: Final = re.compile(r"[^。」]*(?:答えて|書いて)ください。$")
REPETITION: Final = "repetition"
GOING_OUT: Final = (Status.APPROVED, Status.SENDING, Status.SENT)
SHOWN: Final = 5


@dataclass(frozen=True)
class Fact:
    """One finding without its demand; `posts` are those it names, as far as they may be read."""

    words: str
    posts: tuple[Post, ...] = ()


def facts_found(found: Iterable[Finding], staff: Staff, post: Post) -> list[Fact]:
    """The findings as they are told to who decides or takes a step."""
    return [Fact(only_fact(one.words), _named(one, staff, post)) for one in found]


def only_fact(words: str) -> str:
    """The words without what they ask of a drafter."""
    return ASKED_OF_DRAFTERS.sub("", words) or words


def _named(finding: Finding, staff: Staff, post: Post) -> tuple[Post, ...]:
    if finding.rule != REPETITION:
        return ()
    others = Post.objects.visible_to(staff).filter(status__in=GOING_OUT).exclude(pk=post.pk)
    return tuple(one for one in others.order_by("-send_at") if f"「{one.title}」" in finding.words)[
        :SHOWN
    ]
