"""Can every phone play a track of a film? By what it says of its samples: H.264, and AAC.

LINE's reference asks for mp4 and names no codec; these two are what all phones play. Boxes are
those of ISO/IEC 14496-12 (sample entries), 14496-14 (esds) and 14496-15 (avc1, avc3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from media.refusals import Unusable

H264: Final = frozenset({b"avc1", b"avc3"})
# objectTypeIndication of 14496-1: MPEG-4 audio, and the three profiles of MPEG-2 AAC.
AAC: Final = frozenset({0x40, 0x66, 0x67, 0x68})
FIRST_ENTRY: Final = 8
# Where the encoder that a picture came from writes its name: 31 characters and their number.
NAME_OF_ENCODER: Final = slice(50, 82)
# How much longer the older descriptions of sound are, by version; the boxes come after it.
BOXES_OF_SOUND: Final = {0: 36, 1: 52, 2: 72}
DESCRIPTORS: Final = {3: 3, 4: 0}

NOT_H264: Final = (
    "映像の形式が、携帯電話で再生できないおそれのあるものです（使えるのはH.264です）。"
    "「MP4（H.264）」を選んで保存し直してください。iPhoneで撮るときは、"
    "「設定」の「カメラ」、「フォーマット」で「互換性優先」を選んでください。"
)
NOT_AAC: Final = (
    "音声の形式が、携帯電話で再生できないおそれのあるものです（使えるのはAACです）。"
    "「MP4（H.264、AAC）」を選んで保存し直してください。"
)


@dataclass(frozen=True)
class Entry:
    """One sample entry: its kind, and its bytes with the head."""

    kind: bytes
    start: int
    content: bytes


def cleaned(track: bytes, description: bytes) -> bytes:
    """What a track (vide or soun) says of its samples, without the name of its encoder.

    `description` is the content of its stsd box. Raises Unusable for what phones may not play, and
    ValueError for what cannot be read.
    """
    entries = list(_boxes(description, FIRST_ENTRY))
    if not entries or len(entries) != int.from_bytes(description[4:FIRST_ENTRY]):
        raise ValueError("not the sample entries that were announced")
    if track == b"soun":
        if not all(_is_aac(entry) for entry in entries):
            raise Unusable(NOT_AAC)
        return description
    if not all(entry.kind in H264 for entry in entries):
        raise Unusable(NOT_H264)
    clean = bytearray(description)
    for entry in entries:
        if len(entry.content) < NAME_OF_ENCODER.stop:
            raise ValueError("too short for the description of a picture")
        name = slice(entry.start + NAME_OF_ENCODER.start, entry.start + NAME_OF_ENCODER.stop)
        clean[name] = bytes(32)
    return bytes(clean)


def _boxes(content: bytes, start: int) -> Iterator[Entry]:
    while start < len(content):
        length = int.from_bytes(content[start : start + 4])
        if not 8 <= length <= len(content) - start:
            raise ValueError("a box that does not fit")
        yield Entry(content[start + 4 : start + 8], start, content[start : start + length])
        start += length


def _is_aac(entry: Entry) -> bool:
    if entry.kind != b"mp4a":
        return False
    inside = BOXES_OF_SOUND.get(int.from_bytes(entry.content[16:18]))
    if inside is None:
        return False
    found = [box for box in _boxes(entry.content, inside) if box.kind == b"esds"]
    return len(found) == 1 and _object_type(found[0].content[12:]) in AAC


def _object_type(descriptors: bytes) -> int:
    """The kind of sound behind the descriptors 3 (stream) and 4 (decoder); 0 for none."""
    place = 0
    for tag, skipped in DESCRIPTORS.items():
        if descriptors[place : place + 1] != bytes([tag]):
            return 0
        place += 1
        # The length takes up to four bytes; all but the last have their highest bit set.
        while descriptors[place : place + 1] >= b"\x80":
            place += 1
        place += 1 + skipped
    return int.from_bytes(descriptors[place : place + 1])
