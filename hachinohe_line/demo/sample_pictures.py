"""What the demo's library shows: two pictures, drawn when the demo starts."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.models import Staff
from media.choices import People, Rights
from media.uploading import Statement, upload_image

SIZE: Final = (1280, 960)
HORIZON: Final = 430
SKY, SEA, GRASS = ((188, 219, 240), (236, 246, 251)), ((38, 98, 146), (92, 157, 189)), "#6fa04a"
WHITE, RED, YELLOW, DARK = "#ffffff", "#b3352b", "#f2cf2e", "#3d4a3a"


@dataclass(frozen=True)
class SamplePicture:
    """One picture: how it is drawn, and its words."""

    draw: Callable[[], Image.Image]
    alt_text: str


def upload_samples(drafter: Staff) -> dict[str, int]:
    """Bring them into the library, by the verb; the primary key of each by its name."""
    return {name: _upload(sample, drafter) for name, sample in PICTURES.items()}


def _upload(sample: SamplePicture, drafter: Staff) -> int:
    file = io.BytesIO()
    sample.draw().save(file, "PNG")
    statement = Statement(
        alt_text=sample.alt_text,
        rights=Rights.STAFF,
        rights_note="",
        people=People.NOBODY,
        is_cleared=True,
    )
    sent = SimpleUploadedFile("sample.png", file.getvalue(), content_type="image/png")
    return upload_image(actor=drafter, sent=sent, statement=statement).pk


def _shore() -> Image.Image:
    """種差海岸: grass, sea, and a path down to it."""
    picture, pen = _sky_and_sea()
    grass = [(0, 640), (420, 560), (900, 610), (1280, 540), (1280, 960), (0, 960)]
    pen.polygon(grass, fill=GRASS)
    path = [(560, 960), (720, 960), (650, 700), (720, 590), (690, 585), (600, 700)]
    pen.polygon(path, fill=WHITE)
    for x, y in ((930, 500), (1010, 520), (1090, 490)):
        pen.ellipse((x, y, x + 90, y + 46), fill=DARK)
    _gulls(pen)
    return picture


def _island() -> Image.Image:
    """蕪島: a hill yellow with flowers, the shrine on top, and gulls around it."""
    picture, pen = _sky_and_sea()
    pen.ellipse((250, 280, 1030, 900), fill=GRASS)
    pen.ellipse((330, 330, 950, 860), fill=YELLOW)
    pen.polygon([(590, 960), (690, 960), (655, 330), (625, 330)], fill=WHITE)
    pen.rectangle((570, 225, 710, 330), fill=RED)
    pen.polygon([(530, 235), (640, 150), (750, 235)], fill=DARK)
    pen.rectangle((0, 770, 1280, 960), fill=_between(*SEA, 0.9))
    _gulls(pen)
    return picture


def _sky_and_sea() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(picture)
    for y in range(SIZE[1]):
        colours = SKY if y < HORIZON else SEA
        share = y / HORIZON if y < HORIZON else (y - HORIZON) / (SIZE[1] - HORIZON)
        pen.line((0, y, SIZE[0], y), fill=_between(*colours, share))
    return picture, pen


def _between(
    first: tuple[int, int, int], last: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue


def _gulls(pen: ImageDraw.ImageDraw) -> None:
    for x, y in ((180, 150), (330, 230), (860, 120), (1040, 210), (1150, 130)):
        pen.arc((x - 44, y, x, y + 34), 200, 340, fill=DARK, width=6)
        pen.arc((x, y, x + 44, y + 34), 200, 340, fill=DARK, width=6)


PICTURES: Final = {
    "shore": SamplePicture(
        _shore, "種差海岸の絵。緑の芝生の向こうに青い海が広がり、海へ下りる白い道がある。"
    ),
    "island": SamplePicture(
        _island, "蕪島の絵。菜の花で黄色い丘の上に神社があり、まわりをウミネコが飛んでいる。"
    ),
}
