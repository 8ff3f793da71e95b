"""The figures of a run, for people."""

from collections import Counter
from collections.abc import Iterable

from tests.crashes.chaos.counting import DEFECTS, Count
from tests.crashes.chaos.plan import SENT, Fate, Plan, Target


def table(
    plan: Plan, kills: Counter[Target], ended: int, faults: Counter[str], found: Count
) -> str:
    """All of it; the last part is what has to be 0."""
    sends = sum(lot.fate in SENT for lot in plan.lots)
    lines = [
        f"chaos: seed {plan.seed}, {sends} sends and {len(plan.lots) - sends} posts that must not"
        f" go out, in {plan.seconds:.0f} s",
        "LINE's limit of 60 broadcasts an hour is set aside at the stand-in for this run.",
        "",
        "killed with SIGKILL and started again",
        *_rows((str(target), kills[target]) for target in Target),
        *_rows([("ended by themselves, and started again", ended)]),
        "",
        "faults armed at the stand-in",
        *_rows(sorted(faults.items())),
        "",
        "requests at the stand-in",
        *_rows(
            [
                ("all", found.requests),
                ("accepted", found.accepted),
                ("409, accepted before", found.refused_again),
            ]
        ),
        "",
        "how the posts ended",
        *_rows(
            (f"{fate}: {end}", found.ends[fate, end])
            for fate in Fate
            for end in sorted(end for of, end in found.ends if of is fate)
        ),
        "",
        "what has to be 0",
        *_rows((defect, found.defects[defect]) for defect in DEFECTS),
        *(f"  ! {note}" for note in found.notes),
    ]
    return "\n".join(lines) + "\n"


def _rows(rows: Iterable[tuple[str, int]]) -> list[str]:
    return [f"  {number:>6}  {name}" for name, number in rows]
