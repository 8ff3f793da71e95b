"""What can become of a revision that was asked about, and whose word is the last?"""

from typing import Final

from django.db.models import TextChoices

from posts.routing.choices import Capacity


class Outcome(TextChoices):
    """What became of a revision that was asked about."""

    APPROVED = "approved", "承認"
    RETURNED = "returned", "差戻し"
    REJECTED = "rejected", "却下"


# Whose word is the last: the other two only send a request on its way, or back.
LAST_WORD: Final = (Capacity.ACCOUNT_MANAGER, Capacity.DEPUTY, Capacity.ON_DUTY)
