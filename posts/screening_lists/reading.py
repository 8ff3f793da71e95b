"""What do the lists hold now: what ships, and what was added, less what was removed?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from posts.screening.lists import Lists, Word
from posts.screening_lists.choices import Effect, ListKind, WordKind
from posts.screening_lists.models import ListChange


@dataclass(frozen=True)
class Entry:
    """One entry of a list; who, when and why are empty for what ships."""

    kind: ListKind
    value: str
    group: str = ""
    advice: str = ""
    reason: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def key(self) -> str:
        """16 hex digits for an address: list, group and value."""
        named = "\x1f".join((self.kind, self.group, self.value))
        return hashlib.sha256(named.encode()).hexdigest()[:16]

    @property
    def group_in_words(self) -> str:
        """The section, or what the kind of a word is called."""
        is_word = self.kind is ListKind.WORD
        return str(WordKind(self.group).label) if is_word else self.group


def entries(kind: ListKind | None = None) -> list[Entry]:
    """What a list holds, or all lists, by group and value; one query."""
    held = {entry.key: entry for entry in _shipped()}
    for change in ListChange.objects.select_related("by"):
        entry = _entry(change)
        if change.effect == Effect.ADDED:
            held[entry.key] = entry
        else:
            held.pop(entry.key, None)
    found = [entry for entry in held.values() if kind in (None, entry.kind)]
    return sorted(found, key=lambda entry: (entry.kind, *_place(entry), entry.value))


def current_lists() -> Lists:
    """What screening goes by now; one query."""
    held = entries()
    phones: dict[str, tuple[str, ...]] = {}
    for entry in held:
        if entry.kind is ListKind.PHONE:
            phones[entry.group] = (*phones.get(entry.group, ()), entry.value)
    return Lists(
        domains=_values(held, ListKind.DOMAIN),
        phones=phones,
        allowed_names=_values(held, ListKind.NAME),
        words=tuple(
            Word(entry.value, entry.group, entry.advice)
            for entry in held
            if entry.kind is ListKind.WORD
        ),
    )


def _place(entry: Entry) -> tuple[int, str]:
    """Words by their kind, in the order of the kinds; telephone numbers by section."""
    if entry.kind is ListKind.WORD:
        return WordKind.values.index(entry.group), ""
    return 0, entry.group


def _values(held: list[Entry], kind: ListKind) -> tuple[str, ...]:
    return tuple(entry.value for entry in held if entry.kind is kind)


def _shipped() -> Iterator[Entry]:
    shipped = Lists.standard()
    yield from (Entry(ListKind.DOMAIN, domain) for domain in shipped.domains)
    yield from (Entry(ListKind.NAME, name) for name in shipped.allowed_names)
    for section, phones in shipped.phones.items():
        yield from (Entry(ListKind.PHONE, phone, section) for phone in phones)
    for word in shipped.words:
        yield Entry(ListKind.WORD, word.text, word.kind, word.reason)


def _entry(change: ListChange) -> Entry:
    return Entry(
        kind=ListKind(change.kind),
        value=change.value,
        group=change.group_name,
        advice=change.advice,
        reason=change.reason,
        by=change.by.name,
        at=change.at,
    )
