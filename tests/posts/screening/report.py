"""How many slips does screening find, and how often is it wrong? See `make screening-report`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.engine import findings_of, screen
from posts.screening.findings import Severity
from posts.screening.rules import RULES
from tests.posts.screening.mutations import MUTATIONS, Mutation
from tests.posts.screening.notices import Notice, notices

RULE_OF: Final = {rule.name: rule for rule in RULES}


@dataclass(frozen=True)
class Recall:
    """How many of the wrong drafts of one mutation were found; `missed` names some others."""

    mutation: Mutation
    made: int
    found: int
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.found / self.made if self.made else 0.0


def recall(mutation: Mutation, clean: tuple[Notice, ...]) -> Recall:
    """Every wrong draft screened by the mutation's rules; what the clean notice had is no catch."""
    made = 0
    missed: list[str] = []
    for notice in clean:
        before = _keys(mutation, notice.draft)
        for draft in mutation.make(notice):
            made += 1
            if not _keys(mutation, draft) - before:
                missed.append(notice.name)
    return Recall(mutation, made, made - len(missed), tuple(missed))


def false_alarms(clean: tuple[Notice, ...]) -> Counter[tuple[Severity, str]]:
    """Findings in clean notices, by severity and rule; each rule once for a notice."""
    return Counter(
        one
        for notice in clean
        for one in {(finding.severity, finding.rule) for finding in screen(notice.draft)}
    )


def blocked(clean: tuple[Notice, ...]) -> list[str]:
    """The clean notices that could not be submitted."""
    return [
        notice.name
        for notice in clean
        if any(finding.severity is Severity.BLOCKS for finding in screen(notice.draft))
    ]


def rows_of_rules() -> Iterator[str]:
    """Every rule as a row of the table in docs/screening.md."""
    for rule in RULES:
        severities = ", ".join(rule.severities)
        yield f"| `{rule.name}` | {rule.title} | {severities} | {rule.source} |"


def rows_of_figures(results: Iterable[Recall]) -> Iterator[str]:
    """Every mutation as a row of the table in docs/screening.md."""
    for one in results:
        rules = ", ".join(f"`{name}`" for name in sorted(one.mutation.rules))
        yield (
            f"| {one.mutation.name} | {rules} | {one.made:,} | {one.found:,} "
            f"| {one.share:.1%} | {one.mutation.wanted:.0%} |"
        )


def alarms(clean: tuple[Notice, ...]) -> str:
    """What is said of the clean notices, in one line."""
    counted = ", ".join(
        f"`{rule}` {severity} {count}"
        for (severity, rule), count in sorted(false_alarms(clean).items())
    )
    return f"{len(clean)} right notices: {len(blocked(clean))} blocked; {counted}."


def _keys(mutation: Mutation, draft: Draft) -> set[str]:
    """What may not simply be left as it is; a hint finds no slip."""
    return {
        finding.key
        for name in mutation.rules
        for finding in findings_of(RULE_OF[name], draft)
        if finding.severity is not Severity.HINTS
    }


if __name__ == "__main__":
    every = notices()
    found = [recall(mutation, every) for mutation in MUTATIONS]
    for line in (*rows_of_rules(), "", *rows_of_figures(found), "", alarms(every)):
        sys.stdout.write(f"{line}\n")
