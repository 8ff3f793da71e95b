"""How is an entry added to a list or removed from it, and by whom?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from personnel.acts import NotPossible
from posts.permissions import demand
from posts.screening_lists import values
from posts.screening_lists.choices import Effect, ListKind
from posts.screening_lists.models import ListChange
from posts.screening_lists.reading import Entry, entries

# One change at a time, or two administrators could add the same entry in the same instant.
LOCK: Final = 4_870_131


def why_not_change(staff: Staff) -> str:
    """Administrators keep the lists."""
    return (
        "" if staff.is_administrator else "確認用の一覧を変更できるのは、システム管理者だけです。"
    )


def add_entry(
    kind: ListKind, value: str, *, actor: Staff, reason: str, group: str = "", advice: str = ""
) -> ListChange:
    """Add an entry. Raises PermissionDenied, and NotPossible with the sentence for people.

    `group` is the section of a number or a `WordKind`; `advice` is told to those who use a word.
    """
    demand(why_not_change(actor))
    entry = Entry(kind, values.in_one_notation(kind, value), group, advice)
    NotPossible.unless_empty(values.why_not(kind, entry.value))
    with _alone():
        if any(held.key == entry.key for held in entries(kind)):
            raise NotPossible("すでに一覧にあります。")
        return _record(Effect.ADDED, entry, actor=actor, reason=reason)


def remove_entry(entry: Entry, *, actor: Staff, reason: str) -> ListChange:
    """Remove an entry, also one that ships. Raises PermissionDenied, NotPossible."""
    demand(why_not_change(actor))
    with _alone():
        if all(held.key != entry.key for held in entries(entry.kind)):
            raise NotPossible("すでに一覧から削除されています。")
        return _record(Effect.REMOVED, entry, actor=actor, reason=reason)


def _record(effect: Effect, entry: Entry, *, actor: Staff, reason: str) -> ListChange:
    change = ListChange.objects.create(
        kind=entry.kind,
        effect=effect,
        group_name=entry.group,
        value=entry.value,
        advice=entry.advice,
        reason=reason,
        by=actor,
    )
    was_added = effect is Effect.ADDED
    trail.record(
        Action.LIST_ENTRY_ADDED if was_added else Action.LIST_ENTRY_REMOVED,
        target=change,
        actor=actor.as_actor(),
        detail={
            "list": entry.kind.value,
            "group": entry.group,
            "value": entry.value,
            "reason": reason,
        },
    )
    return change


@contextmanager
def _alone() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
