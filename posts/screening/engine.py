"""Which findings does a draft have, all rules together?"""

from collections.abc import Iterable, Iterator

from posts.screening.drafts import Draft
from posts.screening.findings import Finding, Hit, Severity
from posts.screening.rule import Rule
from posts.screening.rules import RULES
from posts.screening.sentences import sentences_of


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
        yield _finding(rule, hit, draft)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that must be set right before the post can go on."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCKS)


def needing_answers(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that need the drafter's answer in words."""
    return tuple(finding for finding in findings if finding.severity is Severity.ASKS)


def _finding(rule: Rule, hit: Hit, draft: Draft) -> Finding:
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
        about=hit.about or span.excerpt or _gist(draft),
    )


def _gist(draft: Draft) -> str:
    """What the whole draft is about: an answer must not outlive another text in its place.

    The longest sentence stays while the others are corrected, and no answer gets lost by that.
    """
    sentences = [one.text for part in draft.texts for one in sentences_of(part)]
    return "\x1f".join((draft.category, max(sentences, key=len, default="")))
