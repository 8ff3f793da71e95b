"""What time is it at the stand-in? Real time plus an offset that a test may move."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

from line.standin.store import Store

JST = timezone(timedelta(hours=9), "JST")
SETTING = "clock_offset_seconds"


class Clock:
    """Real time plus an offset in seconds that is kept in the store and only goes forward."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> float:
        """Return the present second since 1970."""
        return time.time() + float(self._store.setting(SETTING, 0.0))

    def today(self) -> date:
        """Return the present date in Japan; LINE counts days and months there."""
        return in_japan(self.now()).date()

    def advance(self, seconds: float) -> None:
        """Move the clock forward; raises ``ValueError`` for a step back."""
        if seconds < 0:
            raise ValueError("the clock only goes forward")
        self._store.keep_setting(SETTING, float(self._store.setting(SETTING, 0.0)) + seconds)


def in_japan(second: float) -> datetime:
    """Return the Japanese wall clock at ``second`` since 1970."""
    return datetime.fromtimestamp(second, tz=UTC).astimezone(JST)


def written(second: float) -> str:
    """Write ``second`` as ISO 8601 in Japanese time with milliseconds."""
    return in_japan(second).isoformat(timespec="milliseconds")
