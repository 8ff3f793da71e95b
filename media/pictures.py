"""How a picture is made from what somebody sent: read within limits, and drawn anew from pixels.

Nothing of the sent bytes survives: no EXIF, GPS, profile, comment or anything behind the picture.
"""

import io
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from media.refusals import Unusable

LARGEST_UPLOAD: Final = 20_000_000
# What the cameras of phones make, and no more: a PNG is decoded whole, and of a progressive JPEG
# libjpeg holds every coefficient.
MOST_PIXELS: Final = {"JPEG": 52_000_000, "MPO": 52_000_000, "PNG": 30_000_000}
# A progressive JPEG has about ten; thousands of empty ones would keep libjpeg busy for minutes.
MOST_SCANS: Final = 100
START_OF_SCAN: Final = b"\xff\xda"
SMALLEST_SIDE: Final = 100
LONGEST_TO_SHORTEST: Final = 10
# LINE's reference, image message: original up to 10 MB, preview up to 1 MB, JPEG or PNG.
LARGEST_ORIGINAL: Final = 10_000_000
LARGEST_PREVIEW: Final = 1_000_000
LONGEST_SIDE: Final = 2048
LONGEST_SIDE_OF_PREVIEW: Final = 640
# LINE's reference, imagemap message: these five, each up to 10 MB.
IMAGEMAP_WIDTHS: Final = (240, 300, 460, 700, 1040)
QUALITIES: Final = (90, 80, 65, 50)
WHITE: Final = (255, 255, 255)

NOT_A_PICTURE: Final = "この形式は使えません。JPEGかPNGで保存し直してください。"
BROKEN: Final = "画像が壊れているようです。元のファイルを開き、保存し直してから選んでください。"
TOO_MANY_PIXELS: Final = "画像が大きすぎます。縦横を小さくして保存し直してください。"
TOO_HEAVY: Final = "画像は20MBまでです。小さくして保存し直してください。"
TOO_SMALL: Final = (
    f"画像が小さすぎます。縦横とも{SMALLEST_SIDE}ピクセル以上のものを選んでください。"
)
TOO_LONG: Final = "画像が細長すぎます。長い辺が短い辺の10倍以内になるようにしてください。"
MOVING: Final = "動く画像は使えません。動かない画像を選んでください。"
# What Pillow raises for files that are not what they say they are.
FAULTS: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error),
    *(IndexError, KeyError, TypeError, OverflowError),
)
# One picture at a time in each process: what decoding takes is bounded, whoever uploads.
_DECODING: Final = threading.Lock()
_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@dataclass(frozen=True)
class Drawn:
    """A picture as it will be served: JPEG (or PNG) bytes of each size, and its pixels."""

    original: bytes
    extension: str
    preview: bytes
    imagemap: dict[int, bytes]
    width: int
    height: int


def draw(sent: IO[bytes], size: int) -> Drawn:
    """Every size of a picture, from a file of `size` bytes. Raises Unusable."""
    with _DECODING, _refusing_faults():
        picture, is_png = _read(sent, size)
        original, extension = _original(picture, is_png=is_png)
        return Drawn(
            original=original,
            extension=extension,
            preview=_preview(picture),
            imagemap={width: _of_width(picture, width) for width in IMAGEMAP_WIDTHS},
            width=picture.width,
            height=picture.height,
        )


def draw_preview(sent: IO[bytes], size: int) -> tuple[bytes, int, int]:
    """The picture that stands for a film: its JPEG, width and height. Raises Unusable."""
    with _DECODING, _refusing_faults():
        picture, _ = _read(sent, size)
        return _preview(picture), picture.width, picture.height


@contextmanager
def _refusing_faults() -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unusable(TOO_MANY_PIXELS) from None
    except FAULTS:
        raise Unusable(BROKEN) from None


def _read(sent: IO[bytes], size: int) -> tuple[Image.Image, bool]:
    """The pixels as sRGB, upright, no longer than what is served; and whether it was a PNG."""
    if size > LARGEST_UPLOAD:
        raise Unusable(TOO_HEAVY)
    sent.seek(0)
    if sent.read(LARGEST_UPLOAD).count(START_OF_SCAN) > MOST_SCANS:
        raise Unusable(BROKEN)
    sent.seek(0)
    try:
        opened = Image.open(sent, formats=("JPEG", "PNG"))
    except UnidentifiedImageError:
        raise Unusable(NOT_A_PICTURE) from None
    with opened:
        _demand_usable(opened)
        # Made small first: all that follows costs memory by the pixel. Of a JPEG, libjpeg even
        # decodes no more than is needed.
        small = _smaller(opened)
        return _anew(ImageOps.exif_transpose(small)), opened.format == "PNG"


def _demand_usable(opened: Image.Image) -> None:
    # Nothing is decoded yet: these come from the head of the file.
    shortest, longest = sorted(opened.size)
    if shortest * longest > MOST_PIXELS[opened.format or "PNG"]:
        raise Unusable(TOO_MANY_PIXELS)
    if shortest < SMALLEST_SIDE:
        raise Unusable(TOO_SMALL)
    if longest > shortest * LONGEST_TO_SHORTEST:
        raise Unusable(TOO_LONG)
    # A phone's JPEG may hold a second view of the same scene (MPO); the first one is taken.
    if opened.format == "PNG" and getattr(opened, "is_animated", False):
        raise Unusable(MOVING)


def _smaller(opened: Image.Image) -> Image.Image:
    opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    if opened.mode in {"1", "P"}:
        # Colours out of a table cannot be averaged.
        smooth = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
        smooth.info = opened.info
    else:
        smooth = opened
    longest = (LONGEST_SIDE, LONGEST_SIDE)
    smooth.thumbnail(longest, Image.Resampling.LANCZOS, reducing_gap=None)
    return smooth


def _anew(read: Image.Image) -> Image.Image:
    """Nothing but pixels, on white where it was transparent: a new picture that knows no past."""
    profile = read.info.get("icc_profile")
    paper = Image.new("RGB", read.size, WHITE)
    if read.has_transparency_data:
        with_alpha = read.convert("RGBA")
        paper.paste(_in_srgb(with_alpha.convert("RGB"), profile), mask=with_alpha.getchannel("A"))
    else:
        paper.paste(_in_srgb(_eight_bits(read), profile))
    return paper


def _eight_bits(read: Image.Image) -> Image.Image:
    if not read.mode.startswith("I"):
        return read
    # 16 bits of grey: Pillow's own conversion would cut off instead of scaling.
    return read.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _in_srgb(read: Image.Image, profile: bytes | None) -> Image.Image:
    """As the screens of phones show it, whatever space its numbers were in."""
    shown = read if read.mode in {"RGB", "L", "CMYK"} else read.convert("RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(shown, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            # A profile that cannot be read, or is not for these colours, says nothing.
            return shown.convert("RGB")
        if converted is not None:
            return converted
    return shown.convert("RGB")


def _original(picture: Image.Image, *, is_png: bool) -> tuple[bytes, str]:
    if is_png:
        written = _written(picture, "PNG", optimize=True)
        if len(written) <= LARGEST_ORIGINAL:
            return written, "png"
    return _jpeg(picture, LARGEST_ORIGINAL), "jpg"


def _preview(picture: Image.Image) -> bytes:
    smaller = picture.copy()
    smaller.thumbnail((LONGEST_SIDE_OF_PREVIEW, LONGEST_SIDE_OF_PREVIEW), Image.Resampling.LANCZOS)
    return _jpeg(smaller, LARGEST_PREVIEW)


def _of_width(picture: Image.Image, width: int) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    return _jpeg(picture.resize((width, height), Image.Resampling.LANCZOS), LARGEST_ORIGINAL)


def _jpeg(picture: Image.Image, largest: int) -> bytes:
    for quality in QUALITIES:
        written = _written(picture, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(written) <= largest:
            return written
    raise Unusable(TOO_MANY_PIXELS)


def _written(picture: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()
