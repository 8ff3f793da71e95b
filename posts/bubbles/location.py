"""What is a bubble with a place on the map?"""

from dataclasses import dataclass
from typing import ClassVar, Final

from line.messages import location_message
from line.messages.limits import LATITUDE, LOCATION_ADDRESS, LOCATION_TITLE, LONGITUDE
from posts.bubbles.bubble import Bubble, Message
from posts.bubbles.fields import Field
from posts.bubbles.shelf import Shelf

ASKED: Final = (
    "例：40.5123。地図（Googleマップ、地理院地図）のアドレスか「40.5123, 141.4884」を"
    "貼り付けるか、前に使った場所を選ぶと、経度も入ります。"
)


@dataclass(frozen=True)
class Location(Bubble):
    """A place that opens in the map of the phone; degrees, north and east positive."""

    title: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None

    KIND: ClassVar[str] = "location"
    LABEL: ClassVar[str] = "位置情報"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field("title", "場所の名前", "例：八戸市役所 本館", limit=LOCATION_TITLE),
        Field("address", "住所", "例：八戸市内丸一丁目1番1号", limit=LOCATION_ADDRESS),
        Field("latitude", "緯度", ASKED, limit=LATITUDE, holds="number", offers="places"),
        Field("longitude", "経度", "例：141.4884", limit=LONGITUDE, holds="number"),
    )

    def message(self, shelf: Shelf) -> Message:
        if self.latitude is None or self.longitude is None:
            raise ValueError("a place needs both degrees")
        return location_message(
            self.title, self.address, latitude=self.latitude, longitude=self.longitude
        )
