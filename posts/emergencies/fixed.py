"""Are the fixed words of an emergency still those of its 緊急の文例, and may that still be used?"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils import timezone

from posts.bubbles import Bubble, read
from posts.choices import Category
from posts.emergencies.values import of_its_kind
from posts.kinds.choices import Kind
from posts.models import PatternVersion, Post
from posts.patterns import approving
from posts.patterns.gaps import Gap, GapKind, filled
from posts.patterns.gaps import read as read_gaps

NOT_THE_WORDS: Final = (
    "本文が、承認された緊急の文例と違います。「内容を直す」から、空欄の部分だけを入力してください。"
)
# What stands in a gap for words was approved by nobody beforehand: it leads nowhere.
LONGEST_WORDS: Final = 60
LEADS_TO: Final = re.compile(r"://|www\.|[a-z0-9-]+\.[a-z]{2,}", re.IGNORECASE)
_HYPHEN: Final = r"[-‐‑–—−ー]"
DIALS: Final = re.compile(rf"(?:\d(?:{_HYPHEN}|[() .])*){{9,}}|\d{{2,3}}{_HYPHEN}\d{{4}}(?!\d)")


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
    """What to fill in or to put right, by the name of the field in the form."""
    found = {
        f"gap-{number}": what_is_wrong(gap, values.get(gap.name, ""))
        for number, gap in enumerate(read_gaps(version.gaps), 1)
    }
    return {field: words for field, words in found.items() if words}


def what_is_wrong(gap: Gap, value: str) -> str:
    """Why the value may not stand in the gap of an emergency; empty when it may."""
    if not value.strip():
        return f"{gap.label}を入力してください。"
    if gap.kind is not GapKind.TEXT:
        return of_its_kind(gap, value)
    plain = unicodedata.normalize("NFKC", value)
    if len(plain) > LONGEST_WORDS:
        return f"{gap.label}を、{LONGEST_WORDS}文字以内にしてください。"
    if LEADS_TO.search(plain):
        return f"{gap.label}には、アドレス（https など）を書けません。"
    return f"{gap.label}には、電話番号を書けません。" if DIALS.search(plain) else ""


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
