"""Which parts of a film are given to a player that asks for parts?"""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from accounts.models import Staff
from media.models import Video
from media.ranges import Unsatisfiable, part_asked
from tests.media.files import upload_film

SIZE = 100
ASKED = {
    "bytes=0-0": range(1),
    "bytes=0-1": range(2),
    "bytes=10-19": range(10, 20),
    "bytes=99-99": range(99, 100),
    "bytes=90-": range(90, 100),
    "bytes=90-500": range(90, 100),
    "bytes=-1": range(99, 100),
    "bytes=-500": range(100),
    "Bytes= 5-6 ": range(5, 7),
    "bytes=0-1,5-6": None,
    "bytes=6-5": None,
    "bytes=-": None,
    "bytes=": None,
    "bytes=a-b": None,
    "bytes=-5-": None,
    "bytes=٣-٤": None,
    f"bytes=0-{'9' * 5000}": None,
    "items=0-1": None,
    "": None,
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_part_is_read_as_the_standard_says(asked: str) -> None:
    assert part_asked(asked, SIZE) == ASKED[asked]


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-100", "bytes=500-600", "bytes=-0"])
def test_a_part_behind_the_end_cannot_be_had(asked: str) -> None:
    with pytest.raises(Unsatisfiable):
        part_asked(asked, SIZE)


@pytest.fixture
def stored(drafter: Staff) -> Video:
    return upload_film(drafter)


@pytest.mark.django_db
def test_an_object_store_answers_with_parts_too(drafter: Staff, settings: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}
    name = upload_film(drafter).file
    with default_storage.open(name) as file:
        whole = file.read()
    answer = Client().get(f"/media/{name}", headers={"Range": "bytes=0-0"})
    assert (answer.status_code, answer.getvalue()) == (206, whole[:1])


@pytest.mark.django_db
def test_a_part_of_another_file_than_the_one_begun_is_not_given(stored: Video) -> None:
    def asked(tag: str) -> int:
        headers = {"Range": "bytes=0-0", "If-Range": tag}
        answer = Client().get(f"/media/{stored.file}", headers=headers)
        answer.close()
        return answer.status_code

    assert asked(f'"{stored.file}"') == 206
    assert asked('"another"') == 200
    assert asked("Wed, 21 Oct 2026 07:28:00 GMT") == 200


@pytest.mark.django_db
def test_what_is_there_already_is_not_sent_again(stored: Video) -> None:
    tag = Client().head(f"/media/{stored.file}")["ETag"]
    answer = Client().get(f"/media/{stored.file}", headers={"If-None-Match": f'"x", {tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert "Content-Type" not in answer or answer["Content-Type"] == "video/mp4"
