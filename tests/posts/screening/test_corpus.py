"""Over 200 right notices: are slips put into them found, and are they left in peace?"""

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from posts.screening.findings import Severity
from posts.screening.rules import RULES
from tests.posts.screening.mutations import MUTATIONS, Mutation
from tests.posts.screening.notices import notices, texts_as_written
from tests.posts.screening.report import (
    Recall,
    alarms,
    blocked,
    false_alarms,
    recall,
    rows_of_figures,
    rows_of_rules,
)

CLEAN = notices()
WRITTEN = texts_as_written()
NOTICES = 200
# Share of the triples of characters that two texts have in common.
ALIKE = 0.5
DOCUMENT = Path(__file__).parents[3] / "docs" / "screening.md"
# Of a hundred right notices, so many may be held back.
MAY_BE_BLOCKED = 0.01
MAY_BE_ASKED = 0.05


@pytest.fixture(scope="module")
def results() -> dict[str, Recall]:
    return {mutation.name: recall(mutation, CLEAN) for mutation in MUTATIONS}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_slips_are_found(mutation: Mutation, results: dict[str, Recall]) -> None:
    result = results[mutation.name]
    assert result.made
    assert result.share >= mutation.wanted, result.missed[:5]


def test_right_notices_are_not_held_back() -> None:
    assert len(blocked(CLEAN)) <= MAY_BE_BLOCKED * len(CLEAN), blocked(CLEAN)


def test_few_right_notices_are_asked_about() -> None:
    asked: Counter[str] = Counter()
    for (severity, rule), count in false_alarms(CLEAN).items():
        if severity is Severity.ASKS:
            asked[rule] += count
    assert asked.total() <= MAY_BE_ASKED * len(CLEAN), asked


def test_there_are_over_200_notices_each_written_for_itself() -> None:
    """Other days or places in the same words make no other notice."""
    assert len(WRITTEN) >= NOTICES
    words = [frozenset(text[at : at + 3] for at in range(len(text) - 2)) for text in WRITTEN]
    alike = [
        (one, other)
        for one, other in combinations(range(len(words)), 2)
        if len(words[one] & words[other]) >= ALIKE * len(words[one] | words[other])
    ]
    assert [(WRITTEN[one], WRITTEN[other]) for one, other in alike] == []


def test_no_two_drafts_are_the_same() -> None:
    assert len({notice.text for notice in CLEAN}) == len(CLEAN) > len(WRITTEN)
    assert len({notice.name for notice in CLEAN}) == len(CLEAN)


def test_every_mutation_names_rules_that_exist() -> None:
    known = {rule.name for rule in RULES}
    assert [mutation.name for mutation in MUTATIONS if not mutation.rules <= known] == []


def test_the_document_lists_the_rules_there_are() -> None:
    listed = [line for line in _lines() if line.startswith("| `")]
    assert listed == list(rows_of_rules())


def test_the_document_tells_the_figures_as_they_are(results: dict[str, Recall]) -> None:
    told = [line for line in _lines() if line.endswith("% |")]
    assert told == list(rows_of_figures(results.values()))
    assert alarms(CLEAN) in _lines()


def _lines() -> list[str]:
    return DOCUMENT.read_text(encoding="utf-8").splitlines()
