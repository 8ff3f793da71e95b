"""How many people opened a message? Invented numbers that behave as LINE's do.

Source: reference 'Get user interaction statistics': nothing is told until the sending has been
counted, numbers of people below 20 are kept back, and after 14 days nothing changes any more. How
long LINE takes to count is not established; here it is done when the Japanese day is over.
"""

from typing import Any, Final

from line.standin.clock import in_japan

DAYS_COUNTED: Final = 14
SECONDS_OF_A_DAY: Final = 24 * 60 * 60
FEWEST_TOLD: Final = 20
# Of a hundred people who got it, in the end.
OPENED, CLICKED = 46, 9


def interaction(accepted: dict[str, Any], *, now: float) -> dict[str, Any]:
    """Return LINE's answer about one accepted request, as it is at the second ``now``."""
    sent_at = float(accepted["at"])
    is_counted = in_japan(now).date() > in_japan(sent_at).date()
    days = min((now - sent_at) / SECONDS_OF_A_DAY, DAYS_COUNTED)
    people = int(accepted["recipients"])
    return {
        "overview": {
            "requestId": accepted["request_id"],
            "timestamp": int(sent_at),
            "delivered": people if is_counted else None,
            "uniqueImpression": _told(people, OPENED, days) if is_counted else None,
            "uniqueClick": _told(people, CLICKED, days) if is_counted else None,
            "uniqueMediaPlayed": None,
            "uniqueMediaPlayed100Percent": None,
        },
        "messages": [],
        "clicks": [],
    }


def _told(people: int, of_a_hundred: int, days: float) -> int | None:
    """Half of them on the first day, the others bit by bit until the last."""
    share = 0.5 + 0.5 * days / DAYS_COUNTED
    number = int(people * of_a_hundred * share / 100)
    return number if number >= FEWEST_TOLD else None
