"""Every slip that was written down apart from the rules is seen by one of the rules named."""

import pytest

from posts.screening.engine import findings_of
from posts.screening.findings import Severity
from posts.screening.rule import example
from tests.posts.screening.report import RULE_OF
from tests.posts.screening.slips_as_written import Kind, kinds

KINDS = kinds()


def is_seen(line: str, rules: tuple[str, ...]) -> bool:
    draft = example(f"お知らせします。\n{line}")
    found = (finding for rule in rules for finding in findings_of(RULE_OF[rule], draft))
    return any(finding.severity is not Severity.HINTS for finding in found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_line_is_seen(kind: Kind) -> None:
    assert [line for line in kind.lines if not is_seen(line, kind.rules)] == []


@pytest.mark.parametrize(
    "text",
    [
        "あす4月4日は休館です。",
        "きょう4月3日に開きます。",
        "あした断水します。",
        "昨夜の大雪で道が滑ります。",
        "来週金曜（16日）に開きます。",
    ],
)
def test_words_for_days_are_read_on_the_day_of_sending(text: str) -> None:
    assert is_seen(text, ("relative_words",))
