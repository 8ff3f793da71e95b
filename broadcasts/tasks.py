"""The jobs of sending that Celery carries; the send loop itself needs none of them."""

import logging

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from broadcasts import sender
from broadcasts.models import Broadcast, State
from line import friends
from line.client import LineUnavailable

logger = logging.getLogger(__name__)

# LINE allows 60 questions about followers an hour (reference, rate limits).
ASK_AGAIN_AFTER_SECONDS = 600


@shared_task(expires=30)
def send_what_is_due() -> None:
    """Second net: should a send loop have died, the pool of the worker does its work.

    And should the column be wrong by which the loop finds a post, this finds it by its approval.
    """
    sender.drain()
    sender.drain(overlooked=True)


@shared_task(expires=30)
def count_friends() -> None:
    """Keep LINE's number of friends up to date, and add it to sent posts that lack it."""
    count = friends.latest()
    is_old = count is None or (timezone.localdate() - count.day).days > 1
    if is_old and cache.add("friends-asked", True, timeout=ASK_AGAIN_AFTER_SECONDS):
        try:
            count = friends.refresh(timezone.localdate())
        except LineUnavailable as unavailable:
            logger.warning("number of friends: %s", unavailable)
    if count is not None:
        Broadcast.objects.filter(state=State.ACCEPTED, friends=None).update(
            friends=count.reachable, friends_on=count.day
        )
