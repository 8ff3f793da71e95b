"""What happens in one run, and when: all of it follows from the seed."""

import random
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from line.standin.faults import KINDS

SENDS_A_SECOND: Final = 4.0
SENDS_PER_KILL: Final = 9
SENDS_PER_FAULT: Final = 5
SENDS_PER_SPOILED: Final = 60
SENDS_PER_CLOSING: Final = 12
# From here on a run lasts longer than the minute for which a 429 makes a request wait.
LONG_RUN_SENDS: Final = 200


class Fate(StrEnum):
    """What becomes of a post besides that its time comes."""

    DUE = "approved, its time comes"
    CLOSING = "approved, for two seconds only"
    NEVER_APPROVED = "asked for and never approved"
    HELD = "on hold, never approved"
    STOPPED = "approved, then stopped"
    STOPPED_AT_ITS_TIME = "stopped at the instant it is due"
    RETIMED = "approved, then given another time"
    TEXT_CHANGED = "approved, then its text changed by SQL"
    TIME_CHANGED = "approved, then made due by SQL"
    APPROVED_BY_HAND = "set to approved by SQL"


SENT: Final = frozenset({Fate.DUE, Fate.CLOSING})
SPOILED: Final = tuple(fate for fate in Fate if fate not in SENT)


class Target(StrEnum):
    """What is killed."""

    WORKER = "worker"
    BEAT = "beat"
    VALKEY = "Valkey"
    POSTGRES = "PostgreSQL"
    LINE = "stand-in for LINE"


FAULTS: Final = (
    *("refuse_500", "drop_before", "accept_then_500", "accept_then_drop", "accept_then_hang"),
    "slow",
)
RATE_LIMITED: Final = "rate_limited"
assert KINDS.keys() >= {*FAULTS, RATE_LIMITED}


@dataclass(frozen=True)
class Lot:
    """One post: its number, its fate, and at which second of the run its time comes."""

    number: int
    fate: Fate
    at: float


@dataclass(frozen=True)
class Blow:
    """At `at` seconds: a process is killed and started `pause` seconds later, or LINE fails."""

    at: float
    target: Target | None
    fault: str = ""
    pause: float = 0.0


@dataclass(frozen=True)
class Plan:
    """The posts, the blows, and from when to when everything is stopped (緊急停止)."""

    seed: int
    seconds: float
    lots: tuple[Lot, ...]
    blows: tuple[Blow, ...]
    stopped: tuple[float, float]


def plan(seed: int, sends: int) -> Plan:
    """The run of this seed with `sends` posts that are to be sent, and others that are not."""
    dice = random.Random(seed)  # noqa: S311 - guards nothing
    seconds = sends / SENDS_A_SECOND
    closing = max(2, sends // SENDS_PER_CLOSING)
    each = max(1, sends // SENDS_PER_SPOILED)
    fates = [Fate.DUE] * (sends - closing) + [Fate.CLOSING] * closing + [*SPOILED] * each
    dice.shuffle(fates)
    lots = tuple(Lot(number, fate, dice.uniform(1, seconds)) for number, fate in enumerate(fates))
    begin = dice.uniform(0.3, 0.6) * seconds
    blows = (*_kills(dice, sends, seconds), *_faults(dice, sends, seconds))
    return Plan(seed, seconds, lots, blows, (begin, begin + 2.0))


def _kills(dice: random.Random, sends: int, seconds: float) -> list[Blow]:
    targets = [*Target] * -(-sends // (SENDS_PER_KILL * len(Target)))
    return [
        Blow(dice.uniform(0, seconds), target, pause=dice.uniform(0.2, 2.0)) for target in targets
    ]


def _faults(dice: random.Random, sends: int, seconds: float) -> list[Blow]:
    faults = [dice.choice(FAULTS) for _ in range(sends // SENDS_PER_FAULT)]
    if sends >= LONG_RUN_SENDS:
        faults += [RATE_LIMITED] * (sends // 100)
    return [Blow(dice.uniform(0, seconds), None, fault=fault) for fault in faults]
