"""`make chaos`: posts go out while what carries them is killed; nothing may be lost or doubled.

CHAOS_SEED names the run (a new one otherwise), CHAOS_SENDS how many posts are to be sent. Ends
with 1 when any promise was broken.
"""

import os
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

import django

from tests.crashes.chaos.place import Place
from tests.crashes.chaos.plan import Fate, Lot, Plan, plan

SENDS: Final = 500
SETTLING_SECONDS: Final = 4.0
MARGIN: Final = 1.1
NEXT_WEEK: Final = 7 * 24 * 3600.0
SAMPLES: Final = [Lot(number, Fate.DUE, NEXT_WEEK) for number in range(9990, 9993)]


def main() -> int:
    """One run, its figures on standard output."""
    seed = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(1_000_000))
    sends = int(os.environ.get("CHAOS_SENDS") or SENDS)
    _say(f"chaos: CHAOS_SEED={seed} CHAOS_SENDS={sends}\n")
    with tempfile.TemporaryDirectory(prefix="hachinohe-line-chaos-") as folder:
        # The servers of embedded PostgreSQL may run under another account.
        Path(folder).chmod(0o711)
        place = Place(Path(folder))
        try:
            place.start_servers()
            os.environ["DJANGO_SETTINGS_MODULE"] = "hachinohe_line.settings"
            django.setup()
            return _carry_out(plan(seed, sends), place)
        finally:
            place.stop()


def _carry_out(planned: Plan, place: Place) -> int:
    # Models are there only after the setup.
    from django.utils import timezone

    from tests.crashes.chaos import counting, meddling, posts, running
    from tests.crashes.chaos.table import table

    cast = posts.hire_cast()
    # How long making them takes, the machine itself has to say; too short a guess does no harm.
    taken = []
    for sample in SAMPLES:
        begun = time.monotonic()
        posts.make(sample, cast, timezone.now())
        taken.append(time.monotonic() - begun)
    each = min(taken)
    # Two workers start in the time it takes to make ten posts, or a few seconds.
    settling = SETTLING_SECONDS + 10 * each
    start = timezone.now() + timedelta(seconds=settling + MARGIN * each * len(planned.lots))
    promises = [posts.make(lot, cast, start) for lot in planned.lots]
    for promise in promises:
        if promise.lot.fate in meddling.BEFOREHAND:
            meddling.BEFOREHAND[promise.lot.fate](promise, cast)
    run = running.Run(planned, place, cast, promises)
    _sleep_until(start.timestamp() - settling)
    place.start_celery()
    run.carry_out(start.timestamp())
    _say(f"all ended {time.time() - start.timestamp():.0f} s after the first was due\n")
    found = counting.count(promises, place.line, run.stopped)
    _say(table(planned, place.kills, place.ended, run.faults, found))
    return int(any(found.defects.values()))


def _sleep_until(second: float) -> None:
    time.sleep(max(0.0, second - time.time()))


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
