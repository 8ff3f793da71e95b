"""Every rule brings examples of its own: each caught one is caught, each passed one passes."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

import pytest

from posts.screening import rules
from posts.screening.drafts import Draft
from posts.screening.engine import findings_of
from posts.screening.findings import Finding
from posts.screening.rule import Example, Rule, example
from posts.screening.rules import RULES


def examples(name: str) -> list[tuple[Rule, Example]]:
    """Every example of one kind, with its rule."""
    return [
        (rule, one)
        for rule in RULES
        for one in getattr(import_module(f"{rules.__name__}.{rule.name}"), name)
    ]


def named(value: object) -> str:
    if isinstance(value, Rule):
        return value.name
    text = value.texts[0].text if isinstance(value, Draft) else str(value)
    return text[:20]


def draft_of(one: Example) -> Draft:
    return one if isinstance(one, Draft) else example(one)


def found(rule: Rule, one: Example) -> tuple[Finding, ...]:
    return tuple(findings_of(rule, draft_of(one)))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_is_named_after_its_file_and_brings_examples(rule: Rule) -> None:
    module = import_module(f"{rules.__name__}.{rule.name}")
    assert rule is module.RULE
    assert module.CAUGHT
    assert module.PASSED
    assert rule.severities
    assert rule.title
    assert rule.source


@pytest.mark.parametrize(("rule", "one"), examples("CAUGHT"), ids=named)
def test_what_a_rule_is_for_is_caught(rule: Rule, one: Example) -> None:
    findings = found(rule, one)
    assert findings
    texts = {part.place: part.text for part in draft_of(one).parts}
    for finding in findings:
        assert finding.severity in rule.severities
        assert finding.words.endswith("。")
        assert not finding.place or finding.start < finding.end <= len(texts[finding.place])


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_examples_show_every_severity_of_a_rule(rule: Rule) -> None:
    shown = {
        finding.severity
        for other, one in examples("CAUGHT")
        if other is rule
        for finding in found(rule, one)
    }
    assert shown == set(rule.severities)


@pytest.mark.parametrize(("rule", "one"), examples("PASSED"), ids=named)
def test_what_is_right_passes(rule: Rule, one: Example) -> None:
    assert found(rule, one) == ()


def fixes() -> Iterator[tuple[Rule, Draft, Finding]]:
    for rule, one in examples("CAUGHT"):
        yield from (
            (rule, draft_of(one), finding)
            for finding in found(rule, one)
            if finding.fix is not None
        )


@pytest.mark.parametrize(("rule", "draft", "finding"), list(fixes()), ids=named)
def test_a_fix_leaves_nothing_to_find(rule: Rule, draft: Draft, finding: Finding) -> None:
    texts = {part.place: part.text for part in draft.parts}
    text = texts[finding.place]
    mended = text[: finding.start] + str(finding.fix) + text[finding.end :]
    others = {one.key for one in findings_of(rule, draft)} - {finding.key}
    again = replace(
        draft,
        title=mended if finding.place == "title" else draft.title,
        texts=tuple(
            replace(part, text=mended) if part.place == finding.place else part
            for part in draft.texts
        ),
    )
    assert {one.key for one in findings_of(rule, again)} <= others
