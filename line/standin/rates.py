"""Has this channel asked too often? Rate limits on the stand-in's clock.

Source: reference 'Rate limits': per channel and per endpoint; no ``Retry-After`` is documented.
The shape of LINE's window is not established; a sliding one is the strictest.
"""

import threading
from collections import deque
from dataclasses import dataclass

from line.standin.wire import Refusal

# Under this name the store remembers that a run sends more than LINE would allow.
RATES_COUNT = "rates_count"


@dataclass(frozen=True)
class Rate:
    """At most ``requests`` within any ``seconds``."""

    requests: int
    seconds: float


SIXTY_AN_HOUR = Rate(60, 3600.0)
ORDINARY = Rate(2000, 1.0)


class Buckets:
    """The recent requests of each channel and endpoint; forgotten with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._recent: dict[tuple[str, str], deque[float]] = {}

    def count(self, channel: str, endpoint: str, rate: Rate, *, now: float) -> None:
        """Count one request, or raise the 429 refusal and count nothing."""
        with self._lock:
            recent = self._recent.setdefault((channel, endpoint), deque())
            while recent and recent[0] <= now - rate.seconds:
                recent.popleft()
            if len(recent) >= rate.requests:
                raise rate_refusal()
            recent.append(now)

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._recent.clear()


def rate_refusal() -> Refusal:
    """Return LINE's answer to too many requests."""
    return Refusal(429, "The API rate limit has been exceeded. Try again later.")
