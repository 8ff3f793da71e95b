"""Does an installed web server give a player the parts of a film that it asks for?

The player of an iPhone asks for two bytes first, and shows nothing of a film when it is answered
with more or with none; others ask for one.
"""

import io
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from media import shelves
from tests.installed import THROUGH_THE_PROXY, installed_server
from tests.media.files import film

pytestmark = pytest.mark.django_db

FILM: bytes = film(behind=b"\0\x0f\x42\x48mdat" + bytes(range(250)) * 4000)


class Player:
    """Speaks HTTP to the installed server, about one film."""

    def __init__(self, port: int, name: str) -> None:
        self._port, self._path = port, f"/media/{name}"

    def ask(self, asked: str = "", method: str = "GET") -> tuple[HTTPResponse, bytes]:
        headers = THROUGH_THE_PROXY | ({"Range": asked} if asked else {})
        line = HTTPConnection("localhost", self._port, timeout=20)
        line.request(method, self._path, headers=headers)
        answer = line.getresponse()
        content = answer.read()
        line.close()
        return answer, content


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Player]:
    folder: Path = tmp_path_factory.mktemp("films")
    name = f"{shelves.fingerprint_of(io.BytesIO(FILM))}.mp4"
    (folder / name).write_bytes(FILM)
    static = tmp_path_factory.mktemp("static")
    with installed_server(static, MEDIA_ROOT=str(folder)) as port:
        yield Player(port, name)


def test_the_whole_film_comes_with_the_word_that_parts_can_be_had(player: Player) -> None:
    answer, content = player.ask()
    assert (answer.status, content) == (200, FILM)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(FILM))
    assert answer.headers["Content-Type"] == "video/mp4"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-1", 0, 1),
        ("bytes=700000-", 700_000, len(FILM) - 1),
        ("bytes=-1", len(FILM) - 1, len(FILM) - 1),
        (f"bytes=0-{len(FILM) - 1}", 0, len(FILM) - 1),
    ],
)
def test_a_part_comes_with_its_place(asked: str, first: int, last: int, player: Player) -> None:
    answer, content = player.ask(asked)
    assert answer.status == 206
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert answer.headers["Content-Length"] == str(last - first + 1)
    assert content == FILM[first : last + 1]


def test_a_part_behind_the_end_is_refused_with_the_length(player: Player) -> None:
    answer, content = player.ask(f"bytes={len(FILM)}-")
    assert (answer.status, content) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(FILM)}"


def test_several_parts_at_once_are_answered_with_the_whole(player: Player) -> None:
    answer, content = player.ask("bytes=0-0,5-9")
    assert (answer.status, len(content)) == (200, len(FILM))


def test_looking_only_brings_the_length_and_no_byte(player: Player) -> None:
    answer, content = player.ask(method="HEAD")
    assert (answer.status, content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(FILM))
