"""How many friends does the account have, according to LINE?"""

from datetime import date, timedelta

from line.client import line_client
from line.models import FriendCount

# LINE's numbers come about a day late; after three days without any, waiting is all that is left.
DAYS_LOOKED_BACK = 3


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
        counted = line_client().followers_on(day)
        if counted is not None:
            row, _ = FriendCount.objects.get_or_create(
                day=day,
                defaults={
                    "followers": counted.followers,
                    "targeted_reaches": counted.targeted_reaches,
                    "blocks": counted.blocks,
                },
            )
            return row
    return None


def latest() -> FriendCount | None:
    """Return the numbers of the newest day that is kept, or None before the first."""
    return FriendCount.objects.order_by("-day").first()
