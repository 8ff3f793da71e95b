"""How many friends does the account have, according to LINE?"""

from datetime import date, timedelta

from line.client import line_client
from line.models import FriendCount

# LINE's numbers come about a day late; after three days without any, waiting is all that is left.
DAYS_LOOKED_BACK = 3
# So far back a day is filled in that was missed, as after an outage.
DAYS_FILLED_IN = 14


def refresh(today: date) -> FriendCount | None:
    """Read the newest numbers LINE has for the days before the JST ``today`` and keep them.

    A day that is kept already is not asked for again, as LINE allows 60 such questions an hour.
    Returns None while LINE has no numbers for any of the days. Raises ``LineUnavailable``.
    Source: reference 'Get number of followers'.
    """
    for days_back in range(1, DAYS_LOOKED_BACK + 1):
        day = today - timedelta(days=days_back)
        kept = FriendCount.objects.filter(day=day).first()
        if kept is not None:
            return kept
        row = _read(day)
        if row is not None:
            return row
    return None


def fill_in(today: date) -> FriendCount | None:
    """Read the oldest day that is missing among the last before the JST ``today``, one at a time.

    Returns None when none is missing or LINE has no numbers of it. Raises ``LineUnavailable``.
    """
    days = [today - timedelta(days=back) for back in range(DAYS_FILLED_IN, 0, -1)]
    kept = set(FriendCount.objects.filter(day__in=days).values_list("day", flat=True))
    missing = next((day for day in days if day not in kept), None)
    return None if missing is None else _read(missing)


def latest() -> FriendCount | None:
    """Return the numbers of the newest day that is kept, or None before the first."""
    return FriendCount.objects.order_by("-day").first()


def _read(day: date) -> FriendCount | None:
    counted = line_client().followers_on(day)
    if counted is None:
        return None
    row, _ = FriendCount.objects.get_or_create(
        day=day,
        defaults={
            "followers": counted.followers,
            "targeted_reaches": counted.targeted_reaches,
            "blocks": counted.blocks,
        },
    )
    return row
