"""Entries are added and removed by administrators, with a reason, and leave their trace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry as TrailEntry
from personnel.acts import NotPossible
from posts.screening.engine import screen
from posts.screening.lists import Lists
from posts.screening.rule import example
from posts.screening_lists.changing import add_entry, remove_entry
from posts.screening_lists.choices import Effect, ListKind, WordKind
from posts.screening_lists.models import ListChange
from posts.screening_lists.reading import Entry, current_lists, entries
from tests.office import tamper

pytestmark = pytest.mark.django_db

WHY = "観光課からの申出による。"
FERRY = "ferry.example.jp"


def add(value: str, actor: Staff, kind: ListKind = ListKind.DOMAIN, **more: str) -> ListChange:
    return add_entry(kind, value, actor=actor, reason=WHY, **more)


def entry_of(value: str, kind: ListKind = ListKind.DOMAIN) -> Entry:
    return next(entry for entry in entries(kind) if entry.value == value)


def rules_of(text: str) -> set[str]:
    return {finding.rule for finding in screen(example(text, lists=current_lists()))}


def test_untouched_lists_are_those_that_ship() -> None:
    current, shipped = current_lists(), Lists.standard()
    assert {*current.domains} == {*shipped.domains}
    assert {*current.words} == {*shipped.words}
    assert {*current.allowed_names} == {*shipped.allowed_names}
    assert dict(current.phones) == dict(shipped.phones)


def test_a_domain_that_was_added_is_no_longer_asked_about(administrator: Staff) -> None:
    text = f"時刻表は https://www.{FERRY}/ をご覧ください。"
    assert "foreign_domain" in rules_of(text)
    add(f"https://{FERRY.upper()}/timetable", administrator)
    assert entry_of(FERRY).by == administrator.name
    assert "foreign_domain" not in rules_of(text)


def test_a_word_that_was_added_is_asked_about_with_its_reason(administrator: Staff) -> None:
    more = {"group": WordKind.DISCRIMINATING, "advice": "「別の言い方」と言い換えてください。"}
    add("新しい差別語", administrator, ListKind.WORD, **more)
    found = screen(example("これは新しい差別語です。", lists=current_lists()))
    (words,) = (finding.words for finding in found if finding.rule == "discriminating_words")
    assert more["advice"] in words


def test_an_entry_that_ships_can_be_removed_and_added_again(administrator: Staff) -> None:
    text = "詳しくは https://www.jma.go.jp/ をご覧ください。"
    remove_entry(entry_of("jma.go.jp"), actor=administrator, reason=WHY)
    assert "foreign_domain" in rules_of(text)
    add("jma.go.jp", administrator)
    assert "foreign_domain" not in rules_of(text)
    effects = [*ListChange.objects.values_list("effect", flat=True)]
    assert effects == [Effect.REMOVED, Effect.ADDED]


def test_a_number_belongs_to_its_section(administrator: Staff) -> None:
    add("０１７８－４３－１２３４", administrator, ListKind.PHONE, group="観光課")
    assert current_lists().phones["観光課"] == ("0178-43-1234",)


def test_what_is_there_is_not_added_twice(administrator: Staff) -> None:
    for value in ("city.hachinohe.aomori.jp", "CITY.hachinohe.aomori.jp"):
        with pytest.raises(NotPossible, match="すでに一覧にあります"):
            add(value, administrator)


def test_what_is_gone_is_not_removed_twice(administrator: Staff) -> None:
    entry = entry_of("jma.go.jp")
    remove_entry(entry, actor=administrator, reason=WHY)
    with pytest.raises(NotPossible, match="すでに一覧から削除"):
        remove_entry(entry, actor=administrator, reason=WHY)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ListKind.DOMAIN, "https://"),
        (ListKind.DOMAIN, "city hachinohe"),
        (ListKind.DOMAIN, "jp"),
        (ListKind.DOMAIN, "co.jp"),
        (ListKind.DOMAIN, "bit.ly"),
        (ListKind.DOMAIN, "xn--8ws00zhy3a"),
        (ListKind.PHONE, "43-2111"),
        (ListKind.PHONE, "178-43-21111"),
        (ListKind.NAME, "根"),
    ],
)
def test_what_can_be_no_entry_is_refused_with_a_sentence(
    kind: ListKind, value: str, administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="。"):
        add(value, administrator, kind, group="観光課" if kind is ListKind.PHONE else "")
    assert not ListChange.objects.exists()


@pytest.mark.parametrize("who", ["drafter", "manager", "auditor"])
def test_nobody_else_changes_a_list(who: str, request: pytest.FixtureRequest) -> None:
    actor: Staff = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        add(FERRY, actor)
    with pytest.raises(PermissionDenied):
        remove_entry(entry_of("jma.go.jp"), actor=actor, reason=WHY)
    assert not ListChange.objects.exists()


def test_every_change_is_in_the_trail(administrator: Staff) -> None:
    change = add(FERRY, administrator)
    entry = TrailEntry.objects.get(action=Action.LIST_ENTRY_ADDED)
    assert entry.target == f"posts.listchange:{change.pk}"
    assert entry.detail == {"list": "domains", "group": "", "value": FERRY, "reason": WHY}
    remove_entry(entry_of(FERRY), actor=administrator, reason=WHY)
    assert TrailEntry.objects.filter(action=Action.LIST_ENTRY_REMOVED).count() == 1


@pytest.mark.parametrize(
    "statement",
    ["UPDATE posts_listchange SET reason = 'x'", "DELETE FROM posts_listchange"],
)
def test_a_change_is_kept_as_it_was_made(statement: str, administrator: Staff) -> None:
    change = add(FERRY, administrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        ListChange.objects.filter(pk=change.pk).update(reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        change.delete()
    tamper(statement, [])  # the triggers alone held it
    assert not ListChange.objects.filter(reason=WHY).exists()


def test_postgresql_itself_refuses_what_changes_nothing(administrator: Staff) -> None:
    change = add(FERRY, administrator)
    change.pk = None
    with pytest.raises(DatabaseError, match="changed so already"), transaction.atomic():
        change.save(force_insert=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ListKind.PHONE, "group_name": ""},
        {"kind": ListKind.DOMAIN, "group_name": "観光課"},
        {"kind": ListKind.WORD, "group_name": "観光課"},
        {"reason": ""},
        {"value": ""},
    ],
)
def test_postgresql_itself_refuses_a_change_without_its_parts(
    wrong: dict[str, str], administrator: Staff
) -> None:
    fields = {"kind": ListKind.DOMAIN, "effect": Effect.ADDED, "value": FERRY, "reason": WHY}
    with pytest.raises(DatabaseError, match="list_change"), transaction.atomic():
        ListChange.objects.create(**{**fields, **wrong}, by=administrator)
