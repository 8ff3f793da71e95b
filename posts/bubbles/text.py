"""What is a bubble of plain text?"""

from dataclasses import dataclass
from typing import ClassVar

from line.messages import TEXT_LENGTH, beginning_of, text_message
from posts.bubbles.bubble import Bubble, Message
from posts.bubbles.fields import Field
from posts.bubbles.shelf import Shelf


@dataclass(frozen=True)
class Text(Bubble):
    """Words as they are typed: LINE shows no bold, and makes addresses into links."""

    text: str = ""

    KIND: ClassVar[str] = "text"
    LABEL: ClassVar[str] = "テキスト"
    SPEAKS: ClassVar[bool] = True
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(
            "text",
            "本文",
            "5,000文字まで。絵文字などは2文字と数えます。",
            limit=TEXT_LENGTH,
            lines=12,
        ),
    )

    def message(self, shelf: Shelf) -> Message:
        return text_message(self.text)

    def sketch(self, shelf: Shelf) -> Message | None:
        """Of a text too long for LINE, as much as LINE would take."""
        try:
            return text_message(beginning_of(self.text))
        except ValueError:
            return None
