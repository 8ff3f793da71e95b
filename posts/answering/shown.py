"""How is a finding told to people: which words, how grave, where to go, what to do?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from posts.answering.answers import FEWEST, PREFIX, says_why
from posts.answering.looking import Look
from posts.answering.places import field_at
from posts.models import Answer
from posts.screening.findings import Finding, Severity
from posts.screening.rules import RULES

TITLES: Final = {rule.name: rule.title for rule in RULES}
IN_WORDS: Final = {
    Severity.BLOCKS: "直してください",
    Severity.ASKS: "確かめてください",
    Severity.HINTS: "参考",
}
LONGEST_EXCERPT: Final = 40
UNANSWERED: Final = "確かめた内容を書いてください。"
TOO_SHORT: Final = f"どのように確かめたかが伝わるよう、{FEWEST}文字以上で書いてください。"


@dataclass(frozen=True)
class Shown:
    """One finding for the page. `field` is the name of the field that it lies in."""

    finding: Finding
    excerpt: str
    field: str
    answer: str = ""
    answered_by: str = ""
    problem: str = ""

    @property
    def title(self) -> str:
        """What the rule is called."""
        return TITLES.get(self.finding.rule, "")

    @property
    def severity(self) -> str:
        """How grave it is, in words."""
        return IN_WORDS[self.finding.severity]

    @property
    def asks(self) -> bool:
        """Is an answer in words needed?"""
        return self.finding.severity is Severity.ASKS

    @property
    def box(self) -> str:
        """The name of the box for the answer."""
        return f"{PREFIX}{self.finding.key}"

    @property
    def anchor(self) -> str:
        """The id of the field in the editor."""
        return f"id_{self.field}"


def shown(
    look: Look,
    answers: Mapping[str, Answer],
    *,
    typed: Mapping[str, str] | None = None,
    strict: bool = False,
) -> list[Shown]:
    """Every finding, the grave ones first; with `strict` unanswered ones are told at their box."""
    found = [_shown(look, finding, answers, typed or {}, strict) for finding in _once(look)]
    order = list(IN_WORDS)
    return sorted(found, key=lambda one: order.index(one.finding.severity))


def obstacles(look: Look, answered: Iterable[str]) -> dict[str, str]:
    """What has to be done before the post may go on, by the name of the field or of the box."""
    found: dict[str, str] = {}
    known = set(answered)
    for finding in look.findings:
        if finding.severity is Severity.BLOCKS:
            field, _ = field_at(finding.place, finding.start, look.parts)
            found.setdefault(field, finding.words)
        elif finding.severity is Severity.ASKS and finding.key not in known:
            found[f"{PREFIX}{finding.key}"] = f"{finding.words}{UNANSWERED}"
    return found


def frozen(look: Look, answers: Mapping[str, Answer]) -> tuple[dict[str, Any], ...]:
    """The findings as they become part of the revision, with the answers and who gave them."""
    return tuple(
        {
            "key": finding.key,
            "rule": finding.rule,
            "title": TITLES.get(finding.rule, ""),
            "severity": str(finding.severity),
            "place": finding.place,
            "excerpt": cut(look.excerpt(finding)),
            "words": finding.words,
            "source": finding.source,
            "names": list(finding.names),
            **_answered(answers.get(finding.key)),
        }
        for finding in _once(look)
    )


def cut(words: str) -> str:
    """Short enough to be quoted in one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT]}…"


def _once(look: Look) -> list[Finding]:
    """The gravest of several with the same key, the first of these: one answer is for all."""
    order = list(IN_WORDS)
    kept: dict[str, Finding] = {}
    for finding in look.findings:
        known = kept.get(finding.key)
        if known is None or order.index(finding.severity) < order.index(known.severity):
            kept[finding.key] = finding
    return list(kept.values())


def _shown(
    look: Look,
    finding: Finding,
    answers: Mapping[str, Answer],
    typed: Mapping[str, str],
    strict: bool,
) -> Shown:
    answer = answers.get(finding.key)
    words = typed.get(finding.key, answer.words if answer else "")
    is_open = finding.severity is Severity.ASKS and not says_why(words)
    return Shown(
        finding=finding,
        excerpt=cut(look.excerpt(finding)),
        field=field_at(finding.place, finding.start, look.parts)[0],
        answer=words,
        answered_by=answer.by.with_section if answer and words == answer.words else "",
        problem=(TOO_SHORT if words else UNANSWERED) if strict and is_open else "",
    )


def _answered(answer: Answer | None) -> dict[str, str]:
    if answer is None:
        return {"answer": "", "answered_by": ""}
    return {"answer": answer.words, "answered_by": answer.by.with_section}
