"""Is a film taken by its boxes, and does nothing of place, names and leftovers survive in it?"""

import tracemalloc

import pytest
from django.core.files.storage import default_storage

from accounts.models import Staff
from media import codecs, films, uploading
from media.models import Item
from media.refusals import Unusable
from media.uploading import UnusablePreview
from tests.media.files import (
    SECRETS,
    box,
    film,
    heard_as,
    picture,
    seen_as,
    sent,
    statement,
    track,
    upload_film,
)

pytestmark = pytest.mark.django_db

REFUSED = {
    "a picture": (picture(), films.NOT_A_FILM),
    "a page": (b"<!doctype html><script>alert(1)</script>", films.NOT_A_FILM),
    "nothing": (b"", films.NOT_A_FILM),
    "a QuickTime film": (film(brand=b"qt  "), films.NOT_A_FILM),
    "half a film": (film()[:-40], films.BROKEN),
    "something behind the film": (film(behind=b"GEHEIM-ANHANG"), films.BROKEN),
    "a box that is longer than the film": (
        film(behind=b"\xff\xff\xff\xffuuid"),
        films.BROKEN,
    ),
    "no picture in it": (film(track(b"soun")), films.BROKEN),
    "a track of places": (film(track(b"vide"), track(b"meta")), films.OTHER_TRACKS),
    "a track of a camera": (film(track(b"vide"), track(b"camm")), films.OTHER_TRACKS),
    "a box within a box within a box": (
        film(inside=box(b"trak", box(b"mdia", box(b"hdlr", bytes(4))))),
        films.BROKEN,
    ),
    "a film of HEVC": (film(track(b"vide", seen_as(b"hvc1"))), codecs.NOT_H264),
    "a film of HEVC in another coat": (film(track(b"vide", seen_as(b"hev1"))), codecs.NOT_H264),
    "a film of AV1": (film(track(b"vide", seen_as(b"av01"))), codecs.NOT_H264),
    "a film under lock": (film(track(b"vide", seen_as(b"encv"))), codecs.NOT_H264),
    "H.264 and then HEVC": (
        film(track(b"vide", seen_as(), seen_as(b"hvc1"))),
        codecs.NOT_H264,
    ),
    "a second track of HEVC": (
        film(track(b"vide"), track(b"vide", seen_as(b"hvc1"))),
        codecs.NOT_H264,
    ),
    "a sound of Opus": (film(track(b"vide"), track(b"soun", heard_as(b"Opus"))), codecs.NOT_AAC),
    "an mp3 that says mp4a": (
        film(track(b"vide"), track(b"soun", heard_as(kind=0x6B))),
        codecs.NOT_AAC,
    ),
    "a sound that does not say what it is": (
        film(track(b"vide"), track(b"soun", box(b"mp4a", bytes(28)))),
        codecs.NOT_AAC,
    ),
    "a track that says nothing of its samples": (
        film(track(b"vide").replace(b"stsd", b"free")),
        films.BROKEN,
    ),
    "a description that breaks off": (film(track(b"vide", b"\0\0\0\x99avc1")), films.BROKEN),
    "a description that is too short": (film(track(b"vide", box(b"avc1"))), films.BROKEN),
    "more boxes than a film has": (film(inside=box(b"free") * 30_000), films.BROKEN),
    "more boxes in many boxes": (
        film(inside=box(b"trak", box(b"free") * 5000) * 5),
        films.BROKEN,
    ),
}


def test_no_byte_of_place_name_or_leftover_survives(drafter: Staff) -> None:
    original = film()
    assert all(secret in original for secret in SECRETS[:3])
    item = upload_film(drafter, original)
    with default_storage.open(item.file) as file:
        served = file.read()
    assert [secret for secret in (*SECRETS, b"+40.5123", b"xmpmeta") if secret in served] == []
    # The tables of a film count bytes: what is played lies where it lay.
    assert len(served) == len(original)
    assert served.index(b"FRAMES") == original.index(b"FRAMES")
    assert served.count(b"FRAMES") == 100


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_words_and_nothing_is_kept(what: str, drafter: Staff) -> None:
    content, words = REFUSED[what]
    with pytest.raises(Unusable) as refused:
        upload_film(drafter, content)
    assert str(refused.value) == words
    assert not Item.objects.exists()


def test_a_film_without_sound_and_one_of_older_aac_are_taken(drafter: Staff) -> None:
    silent = upload_film(drafter, film(track(b"vide")))
    older = upload_film(drafter, film(track(b"vide"), track(b"soun", heard_as(kind=0x67))))
    assert silent.size < older.size


def test_a_preview_that_is_no_picture_is_refused_as_such(drafter: Staff) -> None:
    with pytest.raises(UnusablePreview, match="JPEGかPNG"):
        uploading.upload_video(
            actor=drafter, sent=sent(film()), preview=sent(b"<svg/>"), statement=statement()
        )


def test_a_film_is_streamed_and_never_in_memory(drafter: Staff) -> None:
    large = film(behind=box(b"mdat", bytes(60_000_000)))
    waiting = sent(large)
    still = sent(picture())
    tracemalloc.start()
    uploading.upload_video(actor=drafter, sent=waiting, preview=still, statement=statement())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


def test_a_film_of_more_than_two_hundred_megabytes_is_refused(drafter: Staff) -> None:
    heavy = sent(film())
    heavy.size = films.LARGEST + 1
    with pytest.raises(Unusable, match="200MB"):
        uploading.upload_video(
            actor=drafter, sent=heavy, preview=sent(picture()), statement=statement()
        )
