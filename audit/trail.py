"""How an act is recorded, and how the record is proved to be whole."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from audit.actions import Action
from audit.models import Entry, Head

GENESIS: Final = "0" * 64
_noted: Final[ContextVar[list[Entry] | None]] = ContextVar("noted", default=None)


@dataclass(frozen=True)
class Actor:
    """Who acts: an id that never changes, and the name and section as they were at the time."""

    id: str
    label: str


SYSTEM: Final = Actor(id="system", label="システム")


@dataclass(frozen=True)
class Flaw:
    """One place where the trail is not what was written; `sequence` says which row."""

    sequence: int
    what: str


def target_of(row: models.Model) -> str:
    """How a row is named in the trail: `posts.post:12`."""
    return f"{row._meta.label_lower}:{row.pk}"


def record(
    action: Action, *, target: models.Model | str, actor: Actor, detail: Mapping[str, Any]
) -> Entry:
    """Append one entry; the act and its entry stand or fall together.

    Call it last inside the transaction of the act: it locks the end of the chain until commit.
    `detail` must be plain JSON (ids, digests, reasons). Raises TransactionManagementError outside
    a transaction, ValueError for an act that is not in `Action`.
    """
    entry = Entry(
        actor_id=actor.id,
        actor_label=actor.label,
        action=Action(action).value,
        target=target if isinstance(target, str) else target_of(target),
        detail=json.loads(json.dumps(detail)),
    )
    noted = _noted.get()
    if noted is None:
        _append([entry])
    else:
        noted.append(entry)
    return entry


@contextmanager
def at_the_end() -> Iterator[None]:
    """For an act of a thousand steps: `record` inside only notes, and this writes when it is left.

    Otherwise the first step would lock the end of the chain until the last one is committed, and
    nobody could sign in, or stop all sending, meanwhile. Enter it inside the transaction.
    """
    token = _noted.set([])
    try:
        yield
        entries = _noted.get() or []
    finally:
        _noted.reset(token)
    if entries:
        _append(entries)


def record_alone(
    action: Action, *, target: models.Model | str, actor: Actor, detail: Mapping[str, Any]
) -> Entry:
    """Record something that changes no other row, such as a refused act, in its own transaction."""
    with transaction.atomic():
        return record(action, target=target, actor=actor, detail=detail)


def history_of(row: models.Model) -> models.QuerySet[Entry]:
    """The entries about one row, oldest first."""
    return Entry.objects.filter(target=target_of(row))


def seal(entry: Entry) -> str:
    """SHA-256 (64 hex digits) over every field of the entry and the seal before it."""
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": entry.actor_id,
        "actor_label": entry.actor_label,
        "action": entry.action,
        "target": entry.target,
        "detail": entry.detail,
        "previous_hash": entry.previous_hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(*, known: tuple[int, str] | None = None) -> Iterator[Flaw]:
    """Every flaw of the trail, in order of the rows; nothing when it is whole.

    `known` is a sequence number and seal noted down earlier, outside this database: with it,
    a trail that was rewritten from some row on, seals included, is found out too.
    """
    # The end is read first: what people add while this runs comes after it and is left alone.
    end, seal_at_end = head()
    previous, expected = GENESIS, 1
    written = Entry.objects.filter(sequence__lte=end).order_by("sequence")
    for entry in written.iterator(chunk_size=2000):
        yield from _flaws_of(entry, previous=previous, expected=expected)
        if known and entry.sequence == known[0] and entry.hash != known[1]:
            yield Flaw(entry.sequence, "控えの値と一致しません（全体が作り直された疑い）")
        previous, expected = entry.hash, entry.sequence + 1
    last = expected - 1
    if last < end:
        yield Flaw(last + 1, f"ここから{end}番までの記録がありません（末尾が削除された疑い）")
    elif seal_at_end != previous:
        yield Flaw(last, "最後の記録が控えと一致しません（差替えの疑い）")
    yield from _flaws_beyond_the_end()
    if known and known[0] > last:
        yield Flaw(known[0], "控えにある番号の記録がありません")


def _append(entries: list[Entry]) -> None:
    head = _locked_head()
    for entry in entries:
        entry.sequence, entry.previous_hash = head.sequence + 1, head.hash
        entry.at = timezone.now()
        entry.hash = seal(entry)
        head.sequence, head.hash = entry.sequence, entry.hash
    Entry.objects.bulk_create(entries)
    Head.objects.filter(id=1).update(sequence=head.sequence, hash=head.hash)


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(id=1).first()
    if head is not None:
        return head
    Head.objects.get_or_create(id=1)
    return Head.objects.select_for_update().get(id=1)


def _flaws_of(entry: Entry, *, previous: str, expected: int) -> Iterator[Flaw]:
    for missing in range(expected, min(entry.sequence, expected + 20)):
        yield Flaw(missing, "この番号の記録がありません（削除された疑い）")
    if entry.previous_hash != previous and entry.sequence == expected:
        yield Flaw(entry.sequence, "前の記録とつながっていません（前の記録の作り直しの疑い）")
    if entry.hash != seal(entry):
        yield Flaw(entry.sequence, "内容が書き換えられています")


def _flaws_beyond_the_end() -> Iterator[Flaw]:
    # One statement sees entries and end as they belong together, whoever is writing.
    end = Coalesce(models.Subquery(Head.objects.values("sequence")[:1]), 0)
    stray = Entry.objects.filter(sequence__gt=end).order_by("sequence").first()
    if stray is not None:
        what = f"{stray.sequence}番以降は正規の手順で書かれていません（差込みの疑い）"
        yield Flaw(stray.sequence, what)


def head() -> tuple[int, str]:
    """Number and seal of the newest entry: what an auditor writes down outside the system."""
    found = Head.objects.filter(id=1).first()
    return (found.sequence, found.hash) if found else (0, GENESIS)
