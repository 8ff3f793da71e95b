"""May these words become a 緊急の文例 of a level?"""

from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from posts.answering.looking import look_at
from posts.bubbles import Bubble
from posts.choices import Category
from posts.kinds.choices import Kind
from posts.screening.engine import blocking

# Gaps are still open, so that only the rules about these very words count.
COUNTED: Final = frozenset(
    {"level_of_emergency", "evacuation_levels", "abolished_evacuation_terms", "drill_words"}
)
ONLY_TEXT: Final = "緊急の文例は、テキストの吹き出しだけで作ってください。"


def why_not_for(level: str, title: str, bubbles: Sequence[Bubble]) -> str:
    """Empty when the words say what the level stands for, and nothing else; or what to mend."""
    if any(bubble.kind != "text" for bubble in bubbles):
        return ONLY_TEXT
    look = look_at(
        {"title": title, "category": Category.WEATHER},
        bubbles,
        section="",
        now=timezone.now(),
        kind=Kind.EMERGENCY,
        level=level,
    )
    wrong = [one for one in blocking(look.findings) if one.rule in COUNTED]
    return wrong[0].words if wrong else ""
