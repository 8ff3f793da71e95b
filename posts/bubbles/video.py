"""What is a bubble with a video?"""

from dataclasses import dataclass
from typing import ClassVar

from line.messages import video_message
from line.messages.limits import ALT_TEXT
from posts.bubbles.bubble import Bubble, Message
from posts.bubbles.fields import Field
from posts.bubbles.shelf import Shelf


@dataclass(frozen=True)
class Video(Bubble):
    """A video with its first picture. LINE sends no words along with it."""

    video: int | None = None
    alt: str = ""

    KIND: ClassVar[str] = "video"
    LABEL: ClassVar[str] = "動画"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field("video", "動画", "登録した動画から選びます。", holds="video"),
        Field(
            "alt",
            "動画の説明（代替テキスト）",
            "動画を見られない人に伝わる言葉です。空欄のときは、登録したときの説明を使います。",
            limit=ALT_TEXT,
            lines=2,
            is_required=False,
        ),
    )

    def message(self, shelf: Shelf) -> Message:
        video = shelf.video(self.video)
        return video_message(video.address, video.preview)

    def media(self, shelf: Shelf) -> tuple[dict[str, str], ...]:
        video = shelf.video(self.video)
        return (video.recorded(self.alt),)
