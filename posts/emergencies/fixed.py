"""Are the fixed words of an emergency still those of its 緊急の文例, and may that still be used?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils import timezone

from posts.bubbles import Bubble, read
from posts.choices import Category
from posts.kinds.choices import Kind
from posts.models import PatternVersion, Post
from posts.patterns import approving
from posts.patterns.gaps import filled
from posts.patterns.gaps import read as read_gaps

NOT_THE_WORDS: Final = (
    "本文が、承認された緊急の文例と違います。「内容を直す」から、空欄の部分だけを入力してください。"
)


def problems(post: Post) -> dict[str, str]:
    """What to do before an emergency may be submitted, by field; empty for other kinds."""
    version = post.written_from
    if post.kind != Kind.EMERGENCY or version is None:
        return {}
    problem = approving.why_not_use(version.pattern, timezone.localdate())
    if not problem and version.pattern.current_id != version.pk:
        problem = "この緊急の文例には、新しい版があります。新しい版で書き直してください。"
    if not problem and not _is_as_approved(post, version):
        problem = NOT_THE_WORDS
    return {"bubbles": problem} if problem else unfilled(version, post.gap_values)


def unfilled(version: PatternVersion, values: Mapping[str, str]) -> dict[str, str]:
    """What to fill in, by the name of the field in the form."""
    return {
        f"gap-{number}": f"{gap.label}を入力してください。"
        for number, gap in enumerate(read_gaps(version.gaps), 1)
        if not values.get(gap.name, "").strip()
    }


def words_of(version: PatternVersion, values: Mapping[str, str]) -> list[Bubble]:
    """The bubbles of a version with its gaps filled; their ids are still those of the 文例."""
    return [filled(bubble, values) for bubble in read(version.bubbles)]


def _is_as_approved(post: Post, version: PatternVersion) -> bool:
    is_bare = not post.easy_text and post.category == Category.WEATHER
    same = _without_ids(read(post.bubbles)) == _without_ids(words_of(version, post.gap_values))
    return is_bare and post.level == version.level and same


def _without_ids(bubbles: Sequence[Bubble]) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in bubble.stored().items() if name != "id"}
        for bubble in bubbles
    ]
