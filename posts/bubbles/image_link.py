"""What is a picture that leads to a page?"""

from dataclasses import dataclass
from typing import ClassVar

from line.messages import linked_picture
from line.messages.limits import LABEL as LABEL_LENGTH
from line.messages.limits import LINK
from posts.bubbles.bubble import Bubble, Message
from posts.bubbles.fields import Field
from posts.bubbles.image import ALT, CHOICE
from posts.bubbles.shelf import Shelf


@dataclass(frozen=True)
class ImageLink(Bubble):
    """A picture with a button below it; both lead to the same page."""

    image: int | None = None
    alt: str = ""
    url: str = ""
    label: str = ""

    KIND: ClassVar[str] = "image_link"
    LABEL: ClassVar[str] = "リンク付きの写真"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        CHOICE,
        ALT,
        Field("url", "リンク先", "https:// で始まるアドレス", limit=LINK, holds="link"),
        Field("label", "ボタンの文字", "例：詳しく見る", limit=LABEL_LENGTH),
    )

    def message(self, shelf: Shelf) -> Message:
        picture = shelf.image(self.image)
        return linked_picture(
            picture.preview,
            size=picture.size,
            alt=self.alt or picture.alt,
            label=self.label,
            link=self.url,
        )

    def media(self, shelf: Shelf) -> tuple[dict[str, str], ...]:
        picture = shelf.image(self.image)
        return (picture.recorded(self.alt),)
