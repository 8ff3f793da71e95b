"""No text of 5,000 characters keeps whoever is writing waiting, however odd it is."""

import time

import pytest

from posts.screening.engine import screen
from posts.screening.rule import example
from tests.posts.screening.hostile import HOSTILE, LENGTH

# The patterns that were quadratic took 650 to 850 ms; now none takes a hundred.
DEADLINE_MS = 400.0
TRIES = 3


@pytest.fixture(scope="module", autouse=True)
def _dictionary_loaded() -> None:
    screen(example("佐々木健太さん（45歳）"))


def core_milliseconds(text: str) -> float:
    """The best of three, in the core's own time: what else the machine does is no matter."""
    taken = []
    for _ in range(TRIES):
        begun = time.process_time()
        screen(example(text))
        taken.append((time.process_time() - begun) * 1000)
    return min(taken)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_run_of_one_thing_is_screened_in_time(name: str) -> None:
    assert len(HOSTILE[name]) == LENGTH
    assert core_milliseconds(HOSTILE[name]) < DEADLINE_MS
