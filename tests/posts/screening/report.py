"""How many slips does screening find, and how often is it wrong? See `make screening-report`."""

import sys
from collections import Counter
from collections.abc import Iterator
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


def lines() -> Iterator[str]:
    """The report as a table in Markdown, as it stands in docs/screening.md."""
    clean = notices()
    yield "| 入れた誤り | 見つける規則 | 作った数 | 見つけた数 | 割合 | 目標 |"
    yield "|---|---|---:|---:|---:|---:|"
    for one in (recall(mutation, clean) for mutation in MUTATIONS):
        rules = "、".join(f"`{name}`" for name in sorted(one.mutation.rules))
        yield (
            f"| {one.mutation.name} | {rules} | {one.made:,} | {one.found:,} "
            f"| {one.share:.1%} | {one.mutation.wanted:.0%} |"
        )
    yield ""
    yield f"正しいお知らせ{len(clean)}件のうち、止められたもの{len(blocked(clean))}件。"
    for (severity, name), count in sorted(false_alarms(clean).items()):
        yield f"- {severity} `{name}` {count}件"


def _keys(mutation: Mutation, draft: Draft) -> set[str]:
    return {finding.key for name in mutation.rules for finding in findings_of(RULE_OF[name], draft)}


if __name__ == "__main__":
    for line in lines():
        sys.stdout.write(f"{line}\n")
