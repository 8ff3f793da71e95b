"""How many messages may this channel still send this month?

Source: reference 'Get the target limit for sending messages this month' and 'Get number of
messages sent this month'. A message counts once per recipient; months turn in Japanese time.
How LINE treats a broadcast that is over by a few is not established; here it is refused whole.
"""

from dataclasses import dataclass
from typing import Any

from line.standin.clock import Clock, in_japan
from line.standin.store import Store
from line.standin.wire import Refusal

SETTING = "quota"
TYPES = ("none", "limited")


@dataclass(frozen=True)
class Quota:
    """The monthly limit, the same for all channels, and what each has used of it."""

    store: Store
    clock: Clock

    def limit(self) -> dict[str, Any]:
        """Return LINE's quota object: ``{"type": "none"}`` or ``{"type": "limited", "value"}``."""
        kept: dict[str, Any] = self.store.setting(SETTING, {"type": "none"})
        return kept

    def set_limit(self, kind: str, value: int | None) -> None:
        """Set the monthly limit in messages; raises ``ValueError`` if it is not understood."""
        if kind not in TYPES or (kind == "limited" and not (isinstance(value, int) and value >= 0)):
            raise ValueError("quota is {'type': 'none'} or {'type': 'limited', 'value': N}")
        wanted = {"type": kind, "value": value} if kind == "limited" else {"type": kind}
        self.store.keep_setting(SETTING, wanted)

    def used(self, channel: str) -> int:
        """Return the number of messages that ``channel`` has sent this month."""
        month = in_japan(self.clock.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        found = self.store.rows(
            "SELECT COALESCE(SUM(recipients), 0) AS used FROM deliveries"
            " WHERE channel = ? AND at >= ?",
            channel,
            month.timestamp(),
        )
        return int(found[0]["used"])

    def refuse_excess(self, channel: str, recipients: int) -> None:
        """Raise the 429 refusal if ``recipients`` more messages do not fit into the month."""
        limit = self.limit()
        if limit["type"] == "limited" and self.used(channel) + recipients > limit["value"]:
            raise quota_refusal()


def quota_refusal() -> Refusal:
    """Return LINE's answer to a used-up month."""
    return Refusal(429, "You have reached your monthly limit.")
