"""The jobs of sending that Celery carries; the send loop itself needs none of them."""

import logging

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from broadcasts import pulses, restores, sender
from broadcasts.insight.gathering import gather
from broadcasts.models import Broadcast, Pulse, State
from line import friends, token
from line.client import LineUnavailable, line_client

logger = logging.getLogger(__name__)

# LINE allows 60 questions about followers an hour (reference, rate limits).
ASK_AGAIN_AFTER_SECONDS = 600


@shared_task(expires=30)
def send_what_is_due() -> None:
    """Second net: should a send loop have died, the pool of the worker does its work.

    And should the column be wrong by which the loop finds a post, this finds it by its approval.
    """
    restores.look()
    sender.drain()
    sender.drain(overlooked=True)


@shared_task(expires=10)
def note_beat() -> None:
    """That this came means: beat gives out tasks, Redis carries them, and a worker takes them."""
    pulses.note(Pulse.Name.BEAT)


@shared_task(expires=60)
def check_token() -> None:
    """Ask LINE whether it takes the token, so that /readyz and the watch need not ask."""
    token.check()


@shared_task(expires=30)
def count_friends() -> None:
    """Keep LINE's number of friends up to date, and add it to sent posts that lack it."""
    count = friends.latest()
    is_old = count is None or (timezone.localdate() - count.day).days > 1
    if cache.add("friends-asked", True, timeout=ASK_AGAIN_AFTER_SECONDS):
        read = friends.refresh if is_old else friends.fill_in
        try:
            read(timezone.localdate())
        except LineUnavailable as unavailable:
            logger.warning("number of friends: %s", unavailable)
        count = friends.latest()
    if count is not None:
        Broadcast.objects.filter(state=State.ACCEPTED, friends=None).update(
            friends=count.reachable, friends_on=count.day
        )


@shared_task(expires=50)
def gather_insight() -> None:
    """Ask LINE what it has counted of the broadcasts whose turn it is."""
    gather(line_client())
