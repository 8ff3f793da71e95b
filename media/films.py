"""How a film is made fit to be served: an mp4 by its boxes, without places, names and leftovers.

What is checked of the film inside is of which kind it says it is (`media/codecs.py`). What is seen
and heard in it, only a look can tell. Boxes are those of ISO/IEC 14496-12.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Final

from media import codecs
from media.refusals import Unusable

# LINE's reference, video message: mp4 up to 200 MB.
LARGEST: Final = 200_000_000
BRANDS: Final = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"}
)
# What a player needs, by the box around it. All else is blanked in place, where it is, as the
# tables of a film count bytes from its beginning: places (udta, meta), names, XMP (uuid), gaps.
KEPT: Final[dict[bytes, frozenset[bytes]]] = {
    b"": frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp", b"mfra"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"edts", b"tref", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"}),
    b"stbl": frozenset(
        {
            *(b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stsc", b"stsz", b"stz2"),
            *(b"stco", b"co64", b"sdtp", b"sgpd", b"sbgp"),
        }
    ),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sdtp", b"sgpd", b"sbgp"}),
}
# A third kind of track is where action cameras write down where they were.
TRACKS: Final = frozenset({b"vide", b"soun"})
MOST_BOXES: Final = 20_000
LONGEST_DESCRIPTION: Final = 1 << 16
AT_A_TIME: Final = 1 << 20

TOO_HEAVY: Final = "動画は200MBまでです。短くするか、画質を下げて保存し直してください。"
NOT_A_FILM: Final = "この形式は使えません。MP4で保存し直してください。"
BROKEN: Final = "動画が壊れているようです。元のファイルから、MP4で保存し直してください。"
OTHER_TRACKS: Final = (
    "映像と音声のほかに、位置情報や字幕などの記録が入っています。"
    "映像と音声だけのMP4に保存し直してください。"
)


@dataclass(frozen=True)
class Box:
    """One box: its kind, where it begins, where its content begins, and where it ends (bytes)."""

    kind: bytes
    start: int
    content: int
    end: int


@dataclass
class Budget:
    """How many more boxes are read of one film."""

    boxes: int

    def spend(self) -> None:
        """One more. Raises Unusable when a film has more than any film needs."""
        self.boxes -= 1
        if self.boxes < 0:
            raise Unusable(BROKEN)


def clean(film: IO[bytes]) -> None:
    """Blank everything in a copy of a film that is not needed to play it. Raises Unusable."""
    size = film.seek(0, os.SEEK_END)
    if size > LARGEST:
        raise Unusable(TOO_HEAVY)
    left = Budget(MOST_BOXES)
    boxes = list(_boxes(film, 0, size, left))
    if not boxes or boxes[0].kind != b"ftyp" or _brand(film, boxes[0]) not in BRANDS:
        raise Unusable(NOT_A_FILM)
    kinds = [box.kind for box in boxes]
    if kinds.count(b"moov") != 1 or b"mdat" not in kinds or kinds.count(b"ftyp") != 1:
        raise Unusable(BROKEN)
    tracks = _tracks(_walk(film, boxes, b"", left))
    if b"vide" not in [_track(film, inside) for inside in tracks]:
        raise Unusable(BROKEN)


def _walk(film: IO[bytes], boxes: list[Box], around: bytes, left: Budget) -> Iterator[Box]:
    """Every box that is kept; the others are blanked on the way."""
    for box in boxes:
        if box.kind not in KEPT[around]:
            _blank(film, box)
            continue
        yield box
        if box.kind in KEPT:
            inside = list(_boxes(film, box.content, box.end, left))
            yield from _walk(film, inside, box.kind, left)


def _boxes(film: IO[bytes], start: int, end: int, left: Budget) -> Iterator[Box]:
    """The boxes from one byte to another, which they fill without a gap. Raises Unusable."""
    while start < end:
        box = _box_at(film, start, end)
        if box is None:
            raise Unusable(BROKEN if start else NOT_A_FILM)
        left.spend()
        yield box
        start = box.end


def _box_at(film: IO[bytes], start: int, end: int) -> Box | None:
    film.seek(start)
    head = film.read(16)
    if len(head) < 8 or start + 8 > end:
        return None
    length, content = int.from_bytes(head[:4]), start + 8
    if length == 1:
        length, content = int.from_bytes(head[8:16]), start + 16
    elif length == 0:
        length = end - start  # up to the end
    box = Box(head[4:8], start, content, start + length)
    return box if content <= box.end <= end else None


def _blank(film: IO[bytes], box: Box) -> None:
    film.seek(box.start + 4)
    film.write(b"free")
    film.seek(box.content)
    left = box.end - box.content
    while left:
        piece = min(left, AT_A_TIME)
        film.write(bytes(piece))
        left -= piece


def _brand(film: IO[bytes], box: Box) -> bytes:
    film.seek(box.content)
    return film.read(4)


def _tracks(found: Iterable[Box]) -> list[list[Box]]:
    """What is in each track, box by box."""
    tracks: list[list[Box]] = []
    for box in found:
        if box.kind == b"trak":
            tracks.append([])
        elif tracks:
            tracks[-1].append(box)
    return tracks


def _track(film: IO[bytes], inside: list[Box]) -> bytes:
    """Of which kind a track is, after making sure that it can be played."""
    kinds = [_handler(film, box) for box in inside if box.kind == b"hdlr"]
    if set(kinds) - TRACKS:
        raise Unusable(OTHER_TRACKS)
    described = [box for box in inside if box.kind == b"stsd"]
    if len(kinds) != 1 or len(described) != 1:
        raise Unusable(BROKEN)
    _demand_playable(film, kinds[0], described[0])
    return kinds[0]


def _handler(film: IO[bytes], box: Box) -> bytes:
    """Of which kind the samples of a track are; the name that its maker gave it is blanked."""
    film.seek(box.content + 8)
    kind = film.read(4)
    named = box.content + 24
    if named > box.end:
        raise Unusable(BROKEN)
    film.seek(named)
    film.write(bytes(box.end - named))
    return kind


def _demand_playable(film: IO[bytes], kind: bytes, box: Box) -> None:
    if box.end - box.content > LONGEST_DESCRIPTION:
        raise Unusable(BROKEN)
    film.seek(box.content)
    description = film.read(box.end - box.content)
    try:
        clean = codecs.cleaned(kind, description)
    except ValueError:
        raise Unusable(BROKEN) from None
    film.seek(box.content)
    film.write(clean)
