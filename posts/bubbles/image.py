"""What is a bubble with a picture?"""

from dataclasses import dataclass
from typing import ClassVar, Final

from line.messages import image_message
from line.messages.limits import ALT_TEXT
from posts.bubbles.bubble import Bubble, Message
from posts.bubbles.fields import Field
from posts.bubbles.shelf import Shelf

CHOICE: Final = Field("image", "写真", "登録した写真から選びます。", holds="image")
ALT: Final = Field(
    "alt",
    "写真の説明（代替テキスト）",
    "写真が見えない人に伝わる言葉です。空欄のときは、登録したときの説明を使います。",
    limit=ALT_TEXT,
    lines=2,
    is_required=False,
)


@dataclass(frozen=True)
class Image(Bubble):
    """A picture to enlarge and keep. LINE sends no words along, so a post needs others as well."""

    image: int | None = None
    alt: str = ""

    KIND: ClassVar[str] = "image"
    LABEL: ClassVar[str] = "写真"
    FIELDS: ClassVar[tuple[Field, ...]] = (CHOICE, ALT)

    def message(self, shelf: Shelf) -> Message:
        picture = shelf.image(self.image)
        return image_message(picture.address, picture.preview)

    def media(self, shelf: Shelf) -> tuple[dict[str, str], ...]:
        picture = shelf.image(self.image)
        return (picture.recorded(self.alt),)
