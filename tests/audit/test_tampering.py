"""Whatever is done to the trail past its triggers is found, and the row is named."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest

from accounts.models import Staff
from audit import trail
from audit.models import Entry
from tests.audit.forging import (
    change,
    flaws,
    move_head,
    put_in,
    remove,
    seal_anew,
    write_down,
)
from tests.office import tamper

pytestmark = pytest.mark.django_db

CHANGED: Final = "内容が書き換えられています"
UNLINKED: Final = "前の記録とつながっていません（前の記録の作り直しの疑い）"
MISSING: Final = "この番号の記録がありません（削除された疑い）"
OTHER_END: Final = "最後の記録が控えと一致しません（差替えの疑い）"
NOT_AS_NOTED: Final = "控えの値と一致しません（全体が作り直された疑い）"
NOTED_BUT_MISSING: Final = "控えにある番号の記録がありません"


@pytest.fixture(autouse=True)
def entries(drafter: Staff) -> list[Entry]:
    return write_down(drafter)


def test_a_whole_trail_has_no_flaw() -> None:
    assert flaws() == []
    assert flaws(known=trail.head()) == []


def test_an_empty_trail_has_no_flaw() -> None:
    tamper("DELETE FROM audit_entry", [])
    tamper("DELETE FROM audit_head", [])
    assert flaws() == []
    assert trail.head() == (0, "0" * 64)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", datetime(2027, 4, 1, tzinfo=UTC)),
        ("actor_id", "staff:999"),
        ("actor_label", "別人（別の課）"),
        ("action", "post.approved"),
        ("target", "posts.post:1"),
        ("detail", "{}"),
        ("detail", '{"version": 4}'),
        ("detail", '{"version": "3"}'),
        ("detail", '{"version": 3, "reason": ""}'),
        ("detail", "null"),
    ],
)
def test_a_changed_field(column: str, value: Any) -> None:
    change(3, column, value)
    assert flaws() == [(3, CHANGED)]


@pytest.mark.parametrize("sequence", [1, 2, 5])
def test_a_changed_seal(sequence: int) -> None:
    change(sequence, "hash", "f" * 64)
    assert flaws() == [(sequence, CHANGED), (sequence + 1, UNLINKED)]


def test_a_changed_link() -> None:
    change(3, "previous_hash", "f" * 64)
    assert flaws() == [(3, UNLINKED), (3, CHANGED)]


@pytest.mark.parametrize("gone", [[1], [3], [2, 4], [1, 2, 3]])
def test_rows_removed_at_the_beginning_or_in_the_middle(gone: list[int]) -> None:
    remove(*gone)
    assert flaws() == [(sequence, MISSING) for sequence in gone]


def test_a_long_gap_is_not_listed_to_its_end(drafter: Staff) -> None:
    write_down(drafter, 100)
    remove(*range(10, 90))
    assert flaws() == [(sequence, MISSING) for sequence in range(10, 30)]


@pytest.mark.parametrize("first", [6, 4, 1])
def test_rows_removed_at_the_end(first: int) -> None:
    remove(*range(first, 7))
    assert flaws() == [(first, "ここから6番までの記録がありません（末尾が削除された疑い）")]


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_put_in_at_the_end(rows: int) -> None:
    for sequence in range(7, 7 + rows):
        put_in(sequence)
    assert flaws() == [(7, "7番以降は正規の手順で書かれていません（差込みの疑い）")]


def test_a_row_that_took_the_place_of_another() -> None:
    remove(4)
    put_in(4)
    assert flaws() == [(5, UNLINKED)]


def test_rows_that_changed_places() -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        change(old, "sequence", new)
    assert {sequence for sequence, _ in flaws()} == {3, 4, 5}


def test_a_row_that_was_changed_and_sealed_anew_betrays_itself_in_the_next() -> None:
    change(3, "actor_label", "別人")
    seal_anew(3, 3)
    assert flaws() == [(4, UNLINKED)]


def test_the_last_row_changed_and_sealed_anew() -> None:
    change(6, "actor_label", "別人")
    seal_anew(6, 6)
    assert flaws() == [(6, OTHER_END)]


def test_the_rest_of_the_chain_sealed_anew_betrays_itself_at_the_end() -> None:
    change(3, "actor_label", "別人")
    seal_anew(3, 6)
    assert flaws() == [(6, OTHER_END)]


@pytest.mark.parametrize("noted", [3, 5, 6])
def test_a_chain_rewritten_to_its_end_is_known_by_what_was_noted_outside(
    noted: int, entries: list[Entry]
) -> None:
    note = (noted, entries[noted - 1].hash)
    change(3, "actor_label", "別人")
    seal_anew(3, 6)
    move_head(6)
    assert flaws() == []
    assert flaws(known=note) == [(noted, NOT_AS_NOTED)]


def test_what_was_noted_before_the_change_says_nothing_of_it(entries: list[Entry]) -> None:
    note = (2, entries[1].hash)
    change(3, "actor_label", "別人")
    seal_anew(3, 6)
    move_head(6)
    assert flaws(known=note) == []


def test_a_chain_cut_off_with_its_end_moved_is_known_by_the_note(entries: list[Entry]) -> None:
    note = trail.head()
    remove(5, 6)
    move_head(4)
    assert flaws() == []
    assert flaws(known=note) == [(6, NOTED_BUT_MISSING)]


def test_an_end_that_was_lost_makes_every_row_suspect() -> None:
    tamper("DELETE FROM audit_head", [])
    assert flaws() == [(1, "1番以降は正規の手順で書かれていません（差込みの疑い）")]


def test_several_flaws_are_all_named() -> None:
    change(2, "actor_label", "別人")
    remove(4)
    change(6, "detail", "{}")
    assert flaws() == [(2, CHANGED), (4, MISSING), (6, CHANGED)]
