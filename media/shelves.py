"""How bytes get into the storage under their own fingerprint, and are found unchanged there."""

import hashlib
from collections.abc import Iterable
from typing import IO, Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from media.models import Item

CONTENT_TYPES: Final = {"jpg": "image/jpeg", "png": "image/png", "mp4": "video/mp4"}
AT_A_TIME: Final = 1 << 20


def fingerprint_of(file: IO[bytes]) -> str:
    """SHA-256 (64 hex digits) of a file, read piece by piece."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(AT_A_TIME):
        digest.update(piece)
    return digest.hexdigest()


def put_bytes(content: bytes, extension: str) -> str:
    """Keep a picture; its name. The same bytes are one file, however often they come."""
    name = f"{hashlib.sha256(content).hexdigest()}.{extension}"
    _put(name, ContentFile(content), extension)
    return name


def put_file(file: IO[bytes], extension: str) -> str:
    """Keep what an open file holds, without reading it into memory; its name."""
    name = f"{fingerprint_of(file)}.{extension}"
    file.seek(0)
    _put(name, File(file), extension)
    return name


def put_width(sha256: str, width: int, content: bytes) -> None:
    """Keep one width of an imagemap (JPEG), beside the picture that it was made from."""
    _put(f"{sha256}/{width}", ContentFile(content), "jpg")


def is_whole(item: Item) -> bool:
    """Are the bytes that would be served now those that were approved, preview included?"""
    return are_whole([item.file, item.preview])


def are_whole(names: Iterable[str]) -> bool:
    """Does each stored file hold the bytes that it is named after?"""
    return all(_is_as_named(name) for name in names)


def _is_as_named(name: str) -> bool:
    try:
        with default_storage.open(name) as file:
            return fingerprint_of(file) == name.partition(".")[0]
    except OSError:
        return False


def _put(name: str, content: "File[bytes]", extension: str) -> None:
    if default_storage.exists(name):
        # A width of an imagemap lies under the name of another file.
        if "/" in name or _is_as_named(name):
            return
        # Bringing the same file once more mends what was damaged on the disk.
        default_storage.delete(name)
    # An object store passes it on as the Content-Type, also for names without an ending.
    content.content_type = CONTENT_TYPES[extension]  # type: ignore[attr-defined]
    default_storage.save(name, content)
