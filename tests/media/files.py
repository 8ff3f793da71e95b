"""Pictures and films as people and attackers send them, built byte by byte."""

import io
import struct
import zlib
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from accounts.models import Staff
from media import uploading
from media.choices import People, Rights
from media.models import Image as Picture
from media.models import Video
from media.uploading import Statement

# Stand for what may never be served: they are looked for in every stored byte.
SECRETS: Final = (b"GEHEIM-KOMMENTAR", b"GEHEIM-ORT", b"GEHEIM-ANHANG", b"GEHEIM-PROFIL")
GPS_IFD: Final = 0x8825
ORIENTATION, ARTIST, DESCRIPTION = 0x0112, 0x013B, 0x010E


def picture(
    size: tuple[int, int] = (400, 300), form: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    """A picture whose left half is red and whose right half is blue, where it has colours."""
    whole = Image.new("RGB", size, (200, 30, 30))
    whole.paste((20, 20, 200), (size[0] // 2, 0, *size))
    file = io.BytesIO()
    whole.convert(mode).save(file, form, **options)
    return file.getvalue()


def photo(orientation: int = 1) -> bytes:
    """A JPEG as a phone writes it: EXIF with GPS, a comment, and something behind the picture."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ARTIST] = "GEHEIM-ORT"
    exif[DESCRIPTION] = "<script>alert('GEHEIM-ORT')</script>"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (40.0, 30.0, 44.0), 29: "GEHEIM-ORT"})
    return picture(exif=exif, comment=b"GEHEIM-KOMMENTAR") + b"GEHEIM-ANHANG"


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    seal = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + seal


def png_of(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A grey PNG that says it has so many pixels, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def moving_png() -> bytes:
    """A PNG of two frames."""
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


def many_scans(count: int) -> bytes:
    """A JPEG that announces scan after scan, each of which costs a pass over the picture."""
    whole = picture(progressive=True)
    start = whole.index(b"\xff\xda")
    scan = whole[start : start + 2 + int.from_bytes(whole[start + 2 : start + 4])]
    return whole[:start] + scan * count + whole[start:]


def wide_gamut() -> bytes:
    """A JPEG whose numbers mean other colours than sRGB's, and whose profile has a name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return picture(icc_profile=profile.tobytes().replace(b"lcms", b"GEHE"))


def box(kind: bytes, *content: bytes) -> bytes:
    """One box of an mp4."""
    inside = b"".join(content)
    return struct.pack(">I", len(inside) + 8) + kind + inside


def described(*entries: bytes) -> bytes:
    """What a track says of its samples."""
    return box(b"stsd", bytes(4), struct.pack(">I", len(entries)), *entries)


def seen_as(codec: bytes = b"avc1") -> bytes:
    """The sample entry of a picture, with the name of the encoder that made it."""
    encoder = b"\x0fGEHEIM-KOMMENTAR".ljust(32, b"\0")
    return box(codec, bytes(42), encoder, bytes(4), box(b"avcC", b"\x01\x64\x00\x1f\xff"))


def heard_as(codec: bytes = b"mp4a", kind: int = 0x40) -> bytes:
    """The sample entry of a sound; `kind` is its objectTypeIndication, 0x40 for AAC."""
    decoder = b"\x04\x80\x80\x80\x0d" + bytes([kind]) + bytes(12)
    stream = b"\x03\x80\x80\x80\x15" + bytes(3) + decoder
    return box(codec, bytes(28), box(b"esds", bytes(4), stream))


def track(kind: bytes, *entries: bytes) -> bytes:
    """A track whose maker named it; without `entries` H.264 for a picture and AAC for a sound."""
    handler = box(b"hdlr", bytes(8), kind, bytes(12), b"GEHEIM-KOMMENTAR\0")
    samples = entries or (heard_as() if kind == b"soun" else seen_as(),)
    inside = box(b"minf", box(b"stbl", described(*samples)))
    head = box(b"tkhd", bytes(84))
    return box(b"trak", head, box(b"mdia", box(b"mdhd", bytes(24)), handler, inside))


def film(*tracks: bytes, brand: bytes = b"isom", behind: bytes = b"", inside: bytes = b"") -> bytes:
    """An mp4 with the place where it was taken in three of its boxes."""
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+40.5123+141.4884/GEHEIM-ORT"))
    tagged = box(b"meta", bytes(4), b"com.apple.quicktime.location GEHEIM-ORT")
    chosen = tracks or (track(b"vide"), track(b"soun"))
    return b"".join(
        [
            box(b"ftyp", brand, bytes(4), b"isommp42"),
            box(b"free", b"GEHEIM-ANHANG"),
            box(b"moov", box(b"mvhd", bytes(100)), *chosen, place, tagged, inside),
            box(b"uuid", bytes(16), b"<x:xmpmeta>GEHEIM-ORT</x:xmpmeta>"),
            box(b"mdat", b"FRAMES" * 100),
            behind,
        ]
    )


def sent(content: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    """A file as a form brings it, under a name and type that say what the sender likes."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def statement(**changes: Any) -> Statement:
    """What an honest person says about a picture of their own."""
    said: dict[str, Any] = {
        "alt_text": "種差海岸の芝生と海。",
        "rights": Rights.STAFF,
        "rights_note": "",
        "people": People.NOBODY,
        "is_cleared": True,
    }
    return Statement(**{**said, **changes})


def upload(actor: Staff, content: bytes | None = None, **said: Any) -> Picture:
    """A picture in the library."""
    file = sent(photo() if content is None else content)
    return uploading.upload_image(actor=actor, sent=file, statement=statement(**said))


def upload_film(actor: Staff, content: bytes | None = None) -> Video:
    """A film in the library, with the same preview for all."""
    return uploading.upload_video(
        actor=actor,
        sent=sent(film() if content is None else content, "MOV_0001.mp4"),
        preview=sent(photo()),
        statement=statement(alt_text="種差海岸を歩く動画。"),
    )
