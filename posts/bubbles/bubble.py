"""What do all bubbles have in common?"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Self

from posts.bubbles.fields import Field
from posts.bubbles.shelf import Shelf

Message = dict[str, Any]
Values = Mapping[str, Any]

ID: Final = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True)
class Bubble(ABC):
    """One bubble of a draft, as far as it has been filled in."""

    id: str

    KIND: ClassVar[str]
    LABEL: ClassVar[str]
    FIELDS: ClassVar[tuple[Field, ...]]
    # Does it say by itself what the post is about?
    SPEAKS: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """Which kind, as buttons and forms name it."""
        return self.KIND

    @property
    def name(self) -> str:
        """What people call it."""
        return self.LABEL

    @property
    def fields(self) -> tuple[Field, ...]:
        """What can be filled in, top to bottom."""
        return self.FIELDS

    @classmethod
    def read(cls, stored: Values) -> Self:
        """The bubble behind a stored object. Raises ValueError for a wrong shape."""
        names = {field.name for field in cls.FIELDS}
        if set(stored) - {"id", "kind"} - names:
            raise ValueError(f"unknown parts of a bubble: {sorted(stored)}")
        values = {field.name: checked(field, stored.get(field.name)) for field in cls.FIELDS}
        return cls(id=checked_id(stored), **values)

    def stored(self) -> dict[str, Any]:
        """The object that `Post.bubbles` holds."""
        values = {field.name: self.value(field.name) for field in self.fields}
        return {"id": self.id, "kind": self.KIND, **values}

    def value(self, name: str) -> Any:
        """What one field holds: words, a number, a primary key, or None."""
        return getattr(self, name)

    def filled(self, values: Values) -> Self:
        """The same bubble with other values in its fields."""
        return replace(self, **values)

    def words(self) -> tuple[str, ...]:
        """What was written into it, in order, without what is empty."""
        written = (self.value(field.name) for field in self.fields if field.holds == "words")
        return tuple(words for words in written if words.strip())

    @abstractmethod
    def message(self, shelf: Shelf) -> Message:
        """LINE's message object. Raises ValueError as long as LINE would refuse it."""

    def sketch(self, shelf: Shelf) -> Message | None:
        """What the preview can show while it is being written."""
        try:
            return self.message(shelf)
        except ValueError:
            return None

    def media(self, shelf: Shelf) -> tuple[dict[str, str], ...]:
        """Each picture or video in it: its addresses, SHA-256 of the bytes, and its words."""
        return ()

    def field_of(self, place: str) -> str:
        """The field to which LINE's words about a property belong, such as `text`."""
        names = {field.name for field in self.fields}
        return place if place in names else self.fields[0].name


def checked_id(stored: Values) -> str:
    """The id of a stored bubble: eight hexadecimal digits. Raises ValueError."""
    found = stored.get("id")
    if not isinstance(found, str) or not ID.fullmatch(found):
        raise ValueError("a bubble needs an id of eight hexadecimal digits")
    return found


def checked(field: Field, value: Any) -> Any:
    """A value of the kind that the field holds. Raises ValueError for any other."""
    if field.holds in {"words", "link"}:
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{field.name} must be words")
        return value or ""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if field.holds == "number" and isinstance(value, float):
        is_number = value == value and abs(value) != float("inf")
    if value is not None and not is_number:
        raise ValueError(f"{field.name} must be a number")
    return value
