"""Screening runs every rule, in reading order, and knows a finding again after other edits."""

import ast
from datetime import datetime, timedelta

from posts.screening.engine import blocking, needing_answers, screen
from posts.screening.findings import Finding, Severity
from posts.screening.rule import EXAMPLE_SEND_AT, example
from posts.screening.rules import RULES
from tests.source_code import files, findings, imports

CONTACT = "\n広報統計課 0178-43-9317"
OUTSIDE = ("django", "posts.models", "posts.editor", "hachinohe_line", "accounts", "requests")


def of_rule(text: str, rule: str, send_at: datetime | None = EXAMPLE_SEND_AT) -> Finding:
    (finding,) = (one for one in screen(example(text, send_at=send_at)) if one.rule == rule)
    return finding


def test_findings_come_in_reading_order() -> None:
    draft = example("25:00に○○で開きます。4月29日（水）。", title="【仮】お知らせ", easy="○○です。")
    places = [finding.place for finding in screen(draft)]
    assert places == sorted(places, key=["", "title", "bubble:00000001", "easy"].index)
    starts = [finding.start for finding in screen(draft) if finding.place.startswith("bubble")]
    assert starts == sorted(starts)
    assert set(places) == {"", "title", "bubble:00000001", "easy"}


def test_what_blocks_and_what_asks_is_told_apart() -> None:
    found = screen(example("4月29日（水）。再開時期は未定です。"))
    assert {one.rule for one in blocking(found)} == {"weekday"}
    assert {one.rule for one in needing_answers(found)} == {"undecided", "contact"}


def test_an_answer_stays_with_its_finding_after_unrelated_edits() -> None:
    before = of_rule(f"再開時期は未定です。{CONTACT}", "undecided")
    after = of_rule(f"道路を閉めました。再開時期は未定です。{CONTACT}", "undecided")
    assert before.start != after.start
    assert before.key == after.key


def test_an_answer_goes_with_the_words_it_was_about() -> None:
    before = of_rule(f"3月20日（土）に説明会を開きます。{CONTACT}", "past_date")
    after = of_rule(f"3月13日（土）に説明会を開きます。{CONTACT}", "past_date")
    assert before.key != after.key


def test_an_answer_about_tomorrow_ends_with_the_day_of_sending() -> None:
    before = of_rule(f"明日は断水します。{CONTACT}", "relative_words")
    later = EXAMPLE_SEND_AT + timedelta(1)
    after = of_rule(f"明日は断水します。{CONTACT}", "relative_words", send_at=later)
    assert before.key != after.key


def test_the_same_draft_is_found_fault_with_in_the_same_way() -> None:
    text = "4月29日（水）25:00に○○で開きます。"
    assert screen(example(text)) == screen(example(text))


def test_a_post_without_a_time_is_read_as_of_now() -> None:
    finding = of_rule("明日4月3日（土）は休館です。", "relative_words", send_at=None)
    assert finding.severity is Severity.BLOCKS


def test_an_empty_draft_breaks_no_rule() -> None:
    assert {one.rule for one in screen(example("", title=""))} <= {"contact"}


def test_no_two_rules_share_a_name() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)


def test_screening_asks_nobody() -> None:
    def outside(tree: ast.AST) -> list[str]:
        return [name for name in imports(tree) if name.startswith(OUTSIDE)]

    assert files("posts/screening")
    assert findings(lambda tree: iter(outside(tree)), "posts/screening") == {}
