"""When is LINE asked about a broadcast, and when no more?"""

from datetime import datetime, timedelta
from typing import Final

# LINE's numbers of a message move for 14 days (reference, 'Get user interaction statistics').
COUNTED_FOR: Final = timedelta(days=14)
# Often on the first day, when somebody is curious; then once a day; and once when all is counted.
STEPS: Final = (
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12)),
    *(timedelta(days=days) for days in range(1, COUNTED_FOR.days)),
    COUNTED_FOR + timedelta(hours=1),
)
AFTER_TROUBLE: Final = timedelta(hours=1)
# Had LINE been silent at the end, it is asked for another week.
GIVEN_UP_AFTER: Final = COUNTED_FOR + timedelta(days=7)


def first_ask(sent_at: datetime) -> datetime:
    """When LINE is asked for the first time about what was sent at `sent_at`."""
    return sent_at + STEPS[0]


def after_answer(sent_at: datetime, now: datetime) -> datetime | None:
    """When to ask again after an answer; None when LINE counts no more."""
    return next((sent_at + step for step in STEPS if sent_at + step > now), None)


def after_trouble(sent_at: datetime, now: datetime) -> datetime | None:
    """When to ask again after no answer; None when it has been tried for long enough."""
    return now + AFTER_TROUBLE if now + AFTER_TROUBLE < sent_at + GIVEN_UP_AFTER else None


def after_refusal(sent_at: datetime, now: datetime) -> datetime | None:
    """When to ask again after a no: not the same question every hour, but as planned."""
    return after_answer(sent_at, now)
