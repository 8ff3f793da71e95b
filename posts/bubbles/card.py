"""What is a bubble with one of our cards?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from line.messages import Card as Drawing
from line.messages import card_message
from posts.bubbles.bubble import Bubble, Message, Values, checked, checked_id
from posts.bubbles.fields import Field
from posts.bubbles.shelf import Shelf
from posts.bubbles.templates import TEMPLATES, Template

# Stored beside `fields`, as every card has them.
OUTSIDE = ("title", "url")


@dataclass(frozen=True)
class Card(Bubble):
    """お知らせ, 催し or 緊急: words in named fields, drawn by one of our templates."""

    template: str = "notice"
    title: str = ""
    inner: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    KIND: ClassVar[str] = "card"
    SPEAKS: ClassVar[bool] = True

    @property
    def drawn_by(self) -> Template:
        """The template."""
        return TEMPLATES[self.template]

    @property
    def kind(self) -> str:
        return f"{self.KIND}-{self.template}"

    @property
    def name(self) -> str:
        return self.drawn_by.label

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.drawn_by.fields

    @classmethod
    def read(cls, stored: Values) -> Self:
        inner = stored.get("fields", {})
        template = TEMPLATES.get(str(stored.get("template")))
        if template is None or not isinstance(inner, dict):
            raise ValueError("a card needs a template and fields")
        names = {one.name for one in template.fields if one.name not in OUTSIDE}
        if set(inner) - names or set(stored) - {"id", "kind", "template", "fields", *OUTSIDE}:
            raise ValueError(f"unknown parts of a card: {sorted(stored)}")
        values = {
            one.name: checked(one, (stored if one.name in OUTSIDE else inner).get(one.name))
            for one in template.fields
        }
        return cls(id=checked_id(stored), template=template.name).filled(values)

    def stored(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.KIND,
            "template": self.template,
            "title": self.title,
            "fields": dict(self.inner),
            "url": self.url,
        }

    def value(self, name: str) -> Any:
        return getattr(self, name) if name in OUTSIDE else self.inner.get(name, "")

    def filled(self, values: Values) -> Self:
        outside = {name: values[name] for name in OUTSIDE if name in values}
        inner = {name: value for name, value in values.items() if name not in OUTSIDE}
        return replace(self, **outside, inner={**self.inner, **inner})

    def message(self, shelf: Shelf) -> Message:
        return card_message(self.drawing())

    def drawing(self) -> Drawing:
        """The card as it is drawn, however little has been filled in."""
        template = self.drawn_by
        return Drawing(
            heading=template.heading,
            tone=template.tone,
            title=self.title,
            rows=tuple((row.label, self.value(row.name)) for row in template.rows),
            body=self.value("body"),
            links=tuple(
                (label, self.value(name)) for name, label in template.links if self.value(name)
            ),
        )
