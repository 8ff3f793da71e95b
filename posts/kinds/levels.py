"""What does each level of 避難情報 ask of people, by which word is it known, how does it look?"""

from dataclasses import dataclass
from typing import Final

from posts.kinds.choices import Level


@dataclass(frozen=True)
class LevelFacts:
    """One level. `word` is what it is called in law, and what the drafter types once more."""

    level: Level
    word: str
    asks: str
    look: str

    @property
    def number(self) -> str:
        """The number of the level; empty for what is none."""
        return "" if self.level is Level.LIFTED else self.level.value


# The colours of `look` follow 避難情報に関するガイドライン: 3 red, 4 purple, 5 black.
LEVELS: Final = (
    LevelFacts(
        Level.ELDERLY,
        "高齢者等避難",
        "高齢の人や障がいのある人など、避難に時間がかかる人に、危険な場所からの避難を求めます。",
        "elderly",
    ),
    LevelFacts(
        Level.EVERYBODY,
        "避難指示",
        "危険な場所にいる人全員に、避難を求めます。",
        "everybody",
    ),
    LevelFacts(
        Level.SAVE_YOUR_LIFE,
        "緊急安全確保",
        "もう安全に避難できないおそれがある人に、その場で命を守る行動を求めます。",
        "life",
    ),
    LevelFacts(
        Level.LIFTED,
        "解除",
        "出していた避難情報を解いたことを知らせます。だれにも避難を求めません。",
        "lifted",
    ),
)


def facts_of(level: str) -> LevelFacts:
    """The facts of one level. Raises KeyError for what is none."""
    return {one.level.value: one for one in LEVELS}[level]
