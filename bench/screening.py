"""How long does screening take for a post of 5,000 characters, all rules, on one core?

Every run reads a text of its own, as while somebody is writing: nothing comes from a cache. Then
come the texts that are hard on patterns: runs of spaces, figures, links and the like.
"""

import os
import statistics
import sys
import time
from dataclasses import replace
from typing import Final

from posts.screening.drafts import Draft, RecentPost, Text
from posts.screening.engine import screen
from posts.screening.rule import example
from posts.screening.rules import RULES
from tests.posts.screening.hostile import HOSTILE
from tests.posts.screening.notices import Notice, notices

LENGTH: Final = 5_000
BUBBLES: Final = 5
RUNS: Final = 200
RECENT: Final = 30
WANTED_MS: Final = 100.0
TOLD: Final = 3


def draft_of_run(run: int, every: tuple[Notice, ...]) -> Draft:
    """Five bubbles of the city's notices, other ones in every run, and thirty recent posts."""
    turned = every[run % len(every) :] + every[: run % len(every)]
    whole = f"{run}回目。\n" + "\n\n".join(notice.text for notice in turned)
    size = LENGTH // BUBBLES
    texts = tuple(
        Text(f"bubble:{index:08x}", whole[index * size : (index + 1) * size], "text")
        for index in range(BUBBLES)
    )
    recent = tuple(
        RecentPost(notice.draft.title, notice.text, notice.draft.sent) for notice in every[:RECENT]
    )
    return replace(turned[0].draft, texts=texts, recent=recent)


def milliseconds() -> tuple[list[float], list[float]]:
    """Time of the core and time of the clock for each run, after one to load dictionaries.

    Only the first is the same on a machine that has other things to do.
    """
    every = notices()
    drafts = [draft_of_run(run, every) for run in range(RUNS + 1)]
    screen(drafts.pop())
    core, clock = [], []
    for draft in drafts:
        begun = time.process_time(), time.perf_counter()
        screen(draft)
        core.append((time.process_time() - begun[0]) * 1000)
        clock.append((time.perf_counter() - begun[1]) * 1000)
    return core, clock


def of_hostile() -> list[tuple[float, str]]:
    """Time of the core for each text that is hard on patterns, the slowest first."""
    return sorted(((best_of_three(text), name) for name, text in HOSTILE.items()), reverse=True)


def best_of_three(text: str) -> float:
    """Other work on the machine makes even the core's own time longer, never shorter."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        screen(example(text))
        taken.append((time.process_time() - begun) * 1000)
    return min(taken)


def half_and_most(taken: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    hundredths = statistics.quantiles(taken, n=100)
    return hundredths[49], hundredths[94]


if __name__ == "__main__":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    core, clock = milliseconds()
    half, most = half_and_most(core)
    sys.stdout.write(f"{len(RULES)} rules, {LENGTH:,} characters, {RUNS} runs on one core\n")
    sys.stdout.write(
        f"core:  p50 {half:.1f} ms, p95 {most:.1f} ms (wanted: under {WANTED_MS:.0f})\n"
    )
    sys.stdout.write("clock: p50 {:.1f} ms, p95 {:.1f} ms\n".format(*half_and_most(clock)))
    slowest = of_hostile()
    told = ", ".join(f"{name} {taken:.0f} ms" for taken, name in slowest[:TOLD])
    sys.stdout.write(f"hard on patterns ({len(slowest)} texts), the slowest: {told}\n")
    sys.exit(max(most, slowest[0][0]) >= WANTED_MS)
