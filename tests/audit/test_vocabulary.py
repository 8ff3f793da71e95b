"""Which acts can be recorded: those of the list, all of them used, each with a Japanese name."""

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from django.db import IntegrityError, transaction

from audit import trail
from audit.actions import Action
from audit.models import Entry
from audit.trail import SYSTEM

PROJECT: Final = Path(__file__).parent.parent.parent
APPS: Final = (
    *("accounts", "approvals", "audit", "broadcasts", "hachinohe_line", "line"),
    *("media", "personnel", "posts"),
)


def used() -> set[str]:
    """The members of Action that production code names."""
    return {
        node.attr
        for app in APPS
        for file in (PROJECT / app).rglob("*.py")
        if "migrations" not in file.parts and file.name != "actions.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Action"
    }


def test_every_act_of_the_list_is_recorded_somewhere() -> None:
    assert {action.name for action in Action} - used() == set()


def test_names_are_japanese_and_tell_the_acts_apart() -> None:
    labels = [action.label for action in Action]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if not re.search("[ぁ-んァ-ヶ一-龠]", label)] == []


def test_values_name_what_it_is_about_and_fit_their_column() -> None:
    for action in Action:
        assert re.fullmatch(r"[a-z]+\.[a-z_]{3,50}", action.value)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["post.praised", "", "POST_CREATED"])
def test_an_act_that_is_not_in_the_list_cannot_be_recorded(action: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Action"):
        trail.record(action, target="x", actor=SYSTEM, detail={})  # type: ignore[arg-type]
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["post.praised", ""])
def test_postgresql_refuses_it_too(action: str) -> None:
    with transaction.atomic():
        entry = trail.record(Action.POST_CREATED, target="x", actor=SYSTEM, detail={})
    entry.sequence, entry.hash, entry.action = 2, "f" * 64, action
    with pytest.raises(IntegrityError, match="audit_entry_known_action"), transaction.atomic():
        entry.save(force_insert=True)
