"""How the plan is carried out: each blow and each act at its instant, whatever the last one did."""

import heapq
import itertools
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import DatabaseError, InterfaceError, connections

from posts.choices import Status
from posts.models import Post
from tests.crashes.chaos import meddling
from tests.crashes.chaos.place import Place
from tests.crashes.chaos.plan import Blow, Plan, Target
from tests.crashes.chaos.posts import Cast, Promise

# What cannot be done because something is dead is done when it is back.
AGAIN_SECONDS: Final = 0.2
# A worker that was killed leaves a lease of 10 s; after a 429 a request waits a minute.
PATIENCE_SECONDS: Final = 180.0
ENDED: Final = (Status.SENT, Status.FAILED, Status.UNCERTAIN, Status.STOPPED)

Step = Callable[[], None]


class Run:
    """One run; `stopped` is from when to when everything was stopped, by the clock of the day."""

    def __init__(self, plan: Plan, place: Place, cast: Cast, promises: list[Promise]) -> None:
        self._place, self._cast, self._promises = place, cast, promises
        self._order = itertools.count()
        self._begin = 0.0
        self._queue: list[tuple[float, int, Step]] = []
        self._dead: set[str] = set()
        self.faults: Counter[str] = Counter()
        self.stopped: list[float] = []
        for blow in plan.blows:
            self._at(blow.at, partial(self._strike, blow))
        for promise in promises:
            if promise.lot.fate in meddling.MEANWHILE:
                before, act = meddling.MEANWHILE[promise.lot.fate]
                self._at(promise.lot.at - before, partial(act, promise, cast))
        self._at(plan.stopped[0], self._stop_everything)
        self._at(plan.stopped[1], self._release_everything)

    def carry_out(self, start: float) -> None:
        """From the first blow at `start` (of the clock) to the end of the last post."""
        self._begin = time.monotonic() + start - time.time()
        while self._queue:
            at, _, step = heapq.heappop(self._queue)
            time.sleep(max(0.0, self._begin + at - time.monotonic()))
            self._place.start_what_has_ended()
            try:
                step()
            except (OSError, DatabaseError, InterfaceError):
                connections.close_all()
                self._in(AGAIN_SECONDS, step)
        self._wait_for_the_last()

    def _strike(self, blow: Blow) -> None:
        if blow.target is None:
            self._place.line.arm(blow.fault, seconds=None)
            self.faults[blow.fault] += 1
            return
        if blow.target in self._dead or self._has_no_worker_left(blow.target):
            self._in(AGAIN_SECONDS, partial(self._strike, blow))
            return
        name = self._place.kill(blow.target)
        self._dead.add(name)
        if blow.target is Target.POSTGRES:
            connections.close_all()
        self._in(blow.pause, partial(self._revive, name))

    def _has_no_worker_left(self, target: Target) -> bool:
        return target is Target.WORKER and not self._place.living_workers

    def _revive(self, name: str) -> None:
        self._place.revive(name)
        self._dead.discard(name)

    def _stop_everything(self) -> None:
        meddling.stop_everything(self._cast)
        self.stopped = [time.time()]

    def _release_everything(self) -> None:
        if not self.stopped:
            raise InterfaceError("not stopped yet")
        before = time.time()
        meddling.release_everything(self._cast)
        self.stopped.append(before)

    def _wait_for_the_last(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        ids = [one.post for one in self._promises if one.must_end]
        while Post.objects.filter(pk__in=ids).exclude(status__in=ENDED).exists():
            if time.monotonic() > deadline:
                return
            self._place.start_what_has_ended()
            time.sleep(0.2)

    def _at(self, at: float, step: Step) -> None:
        heapq.heappush(self._queue, (at, next(self._order), step))

    def _in(self, seconds: float, step: Step) -> None:
        self._at(time.monotonic() - self._begin + seconds, step)
