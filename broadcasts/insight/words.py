"""How is what LINE has counted said to people, and what it has not?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from broadcasts.insight.models import Insight, Outcome
from broadcasts.insight.schedule import COUNTED_FOR
from line.explanations import explain

NOT_YET: Final = "まだ出ていません"
# LINE keeps numbers of people below 20 to itself (reference, 'Get user interaction statistics').
HIDDEN: Final = "LINEが非公開（20人未満）"
NEVER_TOLD: Final = "LINEから得られませんでした"
BUSY: Final = "LINEに問い合わせられる回数の上限に達しました。時間をおいて、もう一度問い合わせます。"
NOT_FOUND: Final = "LINEに、この配信の集計が見つかりませんでした。"


@dataclass(frozen=True)
class Number:
    """One number of the page: what it counts, and its value or the reason why there is none."""

    label: str
    words: str


def numbers_of(insight: Insight | None) -> list[Number]:
    """What LINE has told of a broadcast; without a row nobody has been able to ask yet."""
    return [
        Number("届いた人数", _delivered(insight)),
        Number("開いた人数", _people(insight, insight.opened if insight else None)),
        Number("リンクを開いた人数", _people(insight, insight.clicked if insight else None)),
    ]


def counted_until(sent_at: datetime) -> datetime:
    """The day on which LINE stops counting what was sent at `sent_at`."""
    return sent_at + COUNTED_FOR


def is_counting(sent_at: datetime, now: datetime) -> bool:
    """Do LINE's numbers still move?"""
    return now < sent_at + COUNTED_FOR + timedelta(hours=1)


def problem_of(outcome: Outcome, status: int | None, said: str) -> str:
    """Why a question brought nothing, in a sentence; `said` is our own, or LINE's in English."""
    if outcome is Outcome.BUSY:
        return BUSY
    if status in (401, 403) or (status is not None and status >= 500):
        return explain(status, "").sentence
    return NOT_FOUND if outcome is Outcome.REFUSED else said


def _delivered(insight: Insight | None) -> str:
    """Of all the three only this one is told even when it is below 20."""
    if insight is not None and insight.delivered is not None:
        return _written(insight.delivered)
    return _missing(insight)


def _people(insight: Insight | None, number: int | None) -> str:
    if number is not None:
        return _written(number)
    # Once LINE has counted, an empty number means that it is small.
    is_hidden = insight is not None and insight.delivered is not None
    return HIDDEN if is_hidden else _missing(insight)


def _missing(insight: Insight | None) -> str:
    is_over = insight is not None and insight.next_ask_at is None
    return NEVER_TOLD if is_over else NOT_YET


def _written(number: int) -> str:
    return f"{number:,}人"
