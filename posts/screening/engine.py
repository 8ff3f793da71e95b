"""Which findings does a draft have, all rules together?"""

from collections.abc import Iterable, Iterator

from posts.screening.drafts import Draft
from posts.screening.findings import Finding, Hit, Severity
from posts.screening.rule import Rule
from posts.screening.rules import RULES


def screen(draft: Draft) -> tuple[Finding, ...]:
    """Every finding of every rule, in reading order: the whole draft, title, bubbles, easy text."""
    found = {finding: None for rule in RULES for finding in findings_of(rule, draft)}
    order = {"": -1, **{part.place: index for index, part in enumerate(draft.parts)}}
    return tuple(
        sorted(found, key=lambda finding: (order[finding.place], finding.start, finding.end))
    )


def findings_of(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """The findings of one rule."""
    for hit in rule.check(draft):
        yield _finding(rule, hit)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that must be set right before the post can go on."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCKS)


def needing_answers(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that need the drafter's answer in words."""
    return tuple(finding for finding in findings if finding.severity is Severity.ASKS)


def _finding(rule: Rule, hit: Hit) -> Finding:
    span = hit.span
    return Finding(
        rule=rule.name,
        severity=hit.severity,
        place=span.place,
        start=span.start,
        end=span.end,
        words=hit.words,
        source=rule.source,
        fix=hit.fix,
        names=hit.names,
        about=hit.about or span.excerpt,
    )
