"""How late does a post reach LINE? Arrival at the stand-in minus the second it was approved for.

Four cases in one run: nothing else to do, 10,000 other posts scheduled, Valkey dead, and for
comparison the same queue looked at by a Celery beat once a second. LATENESS_SENDS posts each.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import django

from tests.crashes.chaos.place import Place

if TYPE_CHECKING:
    from tests.crashes.chaos.posts import Cast

SENDS: Final = 60
SEED: Final = 20261124
OTHERS: Final = 10_000
# Far enough apart that no post waits for the one before it.
APART_SECONDS: Final = (0.35, 0.65)
PATIENCE_SECONDS: Final = 60.0
# LINE's journal is kept in whole milliseconds.
GRAIN_MS: Final = 1.0


@dataclass(frozen=True)
class Case:
    """What is measured, and how many milliseconds p99 may come to (0: it is only compared)."""

    name: str
    promised_ms: float
    prepare: Callable[[Place], None] = lambda place: None
    celery: Callable[[Place], None] = Place.start_celery


def schedule_others(place: Place) -> None:
    """Rows as approved posts are, for tomorrow: the loop has to find its way among them."""
    from datetime import timedelta

    from django.utils import timezone

    from posts.models import Post
    from tests.broadcasts.many import copies_of

    tomorrow = timezone.now() + timedelta(days=1)
    one = Post.objects.filter(status="approved").first()
    if one is None:
        raise RuntimeError("nothing was approved that could be copied")
    copies_of(one, OTHERS, send_at=tomorrow, every=timedelta(seconds=1))


# The place of the case that needs an audience of followers: a million of them in chunks of 500,
# going out by multicast while these posts become due. It is to hold 250 ms.
MILLION_FOLLOWERS: Final = "a segment of a million followers going out"
CASES: Final = (
    Case("idle", 25.0),
    Case(f"{OTHERS:,} other posts scheduled", 250.0, prepare=schedule_others),
    Case("Valkey dead", 250.0, prepare=lambda place: place.servers.valkey.kill()),
    Case("a beat each second instead", 0.0, celery=Place.start_beat_each_second),
)


def main() -> int:
    """The table, on standard output; 1 when something left early or later than promised."""
    sends = int(os.environ.get("LATENESS_SENDS") or SENDS)
    with tempfile.TemporaryDirectory(prefix="hachinohe-line-lateness-") as folder:
        Path(folder).chmod(0o711)
        place = Place(Path(folder), workers=("worker 1",))
        try:
            place.start_servers()
            os.environ["DJANGO_SETTINGS_MODULE"] = "hachinohe_line.settings"
            django.setup()
            return _measure(place, sends)
        finally:
            place.stop()


def _measure(place: Place, sends: int) -> int:
    from tests.crashes.chaos.posts import hire_cast

    dice = random.Random(SEED)  # noqa: S311 - guards nothing
    cast = hire_cast()
    _say(f"lateness in ms of {sends} posts in each case, one worker, PostgreSQL with fsync\n")
    _say(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n\n")
    _say(f"{'':<36}{'p50':>8}{'p99':>8}{'max':>8}{'early':>7}  promised\n")
    is_kept = True
    for number, case in enumerate(CASES):
        late = _run(place, case, _moments(dice, sends), cast, 1000 * number)
        early = sum(one < -GRAIN_MS for one in late)
        p50, p99 = late[len(late) // 2], late[-(-99 * len(late) // 100) - 1]
        holds = not early and (not case.promised_ms or p99 <= case.promised_ms)
        is_kept &= holds
        promise = f"p99 {case.promised_ms:.0f}: {'kept' if holds else 'BROKEN'}"
        _say(
            f"{case.name:<36}{p50:8.1f}{p99:8.1f}{late[-1]:8.1f}{early:7}"
            f"  {promise if case.promised_ms else 'for comparison'}\n"
        )
    _say(f"{MILLION_FOLLOWERS:<36}{'not measured: there are no followers yet':>40}\n")
    _say(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f}\n")
    return int(not is_kept)


def _run(place: Place, case: Case, moments: list[float], cast: "Cast", first: int) -> list[float]:
    """The lateness of each post, sorted."""
    from datetime import timedelta

    from django.utils import timezone

    from tests.crashes.chaos import posts
    from tests.crashes.chaos.plan import Fate, Lot

    # The first one, of next week, says how long making one takes; others are copied from it.
    begun = time.monotonic()
    posts.make(Lot(first, Fate.DUE, 7 * 24 * 3600.0), cast, timezone.now())
    each = time.monotonic() - begun
    case.prepare(place)
    # A worker starts in about the time of twenty posts.
    start = timezone.now() + timedelta(seconds=5.0 + 1.3 * each * (len(moments) + 20))
    lots = [Lot(first + number, Fate.DUE, at) for number, at in enumerate(moments, 1)]
    promises = [posts.make(lot, cast, start) for lot in lots]
    case.celery(place)
    due = {promise.text: promise.send_from for promise in promises}
    arrived = _wait_for(place, due, until=start.timestamp() + moments[-1] + PATIENCE_SECONDS)
    place.end_celery()
    return sorted((arrived[text] - due[text]) / timedelta(milliseconds=1) for text in due)


def _moments(dice: random.Random, sends: int) -> list[float]:
    at, found = 0.0, []
    for _ in range(sends):
        at += dice.uniform(*APART_SECONDS)
        found.append(round(at, 3))
    return found


def _wait_for(place: Place, due: dict[str, datetime], *, until: float) -> dict[str, datetime]:
    while True:
        # Seldom: the stand-in is not to be busy with this when a post comes.
        time.sleep(5)
        found = {
            delivery["messages"][0]["text"]: datetime.fromisoformat(delivery["at"])
            for delivery in place.line.deliveries()
        }
        if due.keys() <= found.keys():
            return found
        if time.time() > until:
            sys.exit(f"{len(due.keys() - found.keys())} posts have not arrived")


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
