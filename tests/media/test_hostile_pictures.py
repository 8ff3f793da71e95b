"""Is whatever is no plain picture refused, with a sentence for the person, and never kept?"""

import io
import resource
import time
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from accounts.models import Staff
from media import pictures
from media.models import Item
from media.refusals import Unusable
from tests.media.files import chunk, many_scans, moving_png, photo, picture, png_of, upload

pytestmark = pytest.mark.django_db

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><rect width='9'/></svg>"
BOMB = png_of(50_000, 50_000, bytes(2_000_000))
REFUSED = {
    "an SVG that is called PNG": (SVG, pictures.NOT_A_PICTURE),
    "a page": (b"<!doctype html><script>alert(1)</script>", pictures.NOT_A_PICTURE),
    "a page behind the head of a JPEG": (b"\xff\xd8\xff\xe0<script>", pictures.BROKEN),
    "a GIF": (picture(form="GIF"), pictures.NOT_A_PICTURE),
    "a WebP": (picture(form="WEBP"), pictures.NOT_A_PICTURE),
    "a TIFF": (picture(form="TIFF"), pictures.NOT_A_PICTURE),
    "a PDF": (picture(form="PDF"), pictures.NOT_A_PICTURE),
    "a PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", pictures.NOT_A_PICTURE),
    "a zip before a JPEG": (b"PK\x03\x04" + picture(), pictures.NOT_A_PICTURE),
    "nothing": (b"", pictures.NOT_A_PICTURE),
    "noise": (bytes(range(256)) * 40, pictures.NOT_A_PICTURE),
    "50,000 x 50,000 pixels": (BOMB, pictures.TOO_MANY_PIXELS),
    "35 million pixels that are not there": (png_of(7000, 5000), pictures.TOO_MANY_PIXELS),
    "20,000 x 20,000 pixels": (png_of(20_000, 20_000), pictures.TOO_MANY_PIXELS),
    "half a JPEG": (picture((900, 900))[:4000], pictures.BROKEN),
    "half a PNG": (picture((900, 900), "PNG")[:1500], pictures.BROKEN),
    "a PNG without pixels": (png_of(300, 300), pictures.BROKEN),
    "a JPEG of thousands of scans": (many_scans(5000), pictures.BROKEN),
    "a moving PNG": (moving_png(), pictures.MOVING),
    "one pixel": (picture((1, 1)), pictures.TOO_SMALL),
    "a thread": (picture((4000, 120)), pictures.TOO_LONG),
}


def kept() -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*")}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_words_and_nothing_is_kept(what: str, drafter: Staff) -> None:
    content, words = REFUSED[what]
    before = kept()
    with pytest.raises(Unusable) as refused:
        upload(drafter, content)
    assert str(refused.value) == words
    assert kept() == before
    assert not Item.objects.exists()


def test_a_file_that_weighs_too_much_is_not_even_looked_at(drafter: Staff) -> None:
    with pytest.raises(Unusable, match="20MB"):
        upload(drafter, picture() + bytes(pictures.LARGEST_UPLOAD))


@pytest.mark.parametrize("head", [b"zTXtComment\0\0", b"iCCPprofile\0\0"])
def test_a_bomb_in_a_chunk_unpacks_nothing(head: bytes, drafter: Staff) -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    whole = picture(form="PNG")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unusable, match=r"壊れている|使えません"):
        upload(drafter, whole[:33] + chunk(head[:4], head[4:] + bomb) + whole[33:])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100_000, f"{grown} kB"


@pytest.mark.parametrize("behind", [b"PK\x03\x04evil.zip", b"<script>GEHEIM</script>", b"%PDF-1.7"])
def test_what_is_two_things_at_once_becomes_a_picture_only(behind: bytes, drafter: Staff) -> None:
    item = upload(drafter, photo() + behind)
    for name in (item.file, item.preview, f"{item.sha256}/1040"):
        with default_storage.open(name) as file:
            content = file.read()
        assert behind not in content
        assert b"<script" not in content
        assert content.endswith(b"\xff\xd9")


def test_a_bomb_is_refused_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(Unusable):
        pictures.draw(io.BytesIO(BOMB), len(BOMB))
    assert time.monotonic() - started < 1


def test_the_largest_photo_takes_bounded_time() -> None:
    large = picture((8160, 6120), quality=80)
    started = time.monotonic()
    drawn = pictures.draw(io.BytesIO(large), len(large))
    assert max(drawn.width, drawn.height) == 2048
    assert time.monotonic() - started < 20
