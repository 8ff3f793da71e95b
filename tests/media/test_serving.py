"""How files are fetched: by their exact names, with our headers, by anybody, and nothing else."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from accounts.models import Staff
from media import addresses, shelves
from media.models import Image
from media.serving import content_type_of
from tests.media.files import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(drafter: Staff) -> Image:
    return upload(drafter)


def body(response: object) -> bytes:
    """What was answered, streamed or not."""
    streamed = getattr(response, "streaming_content", None)
    return b"".join(streamed) if streamed is not None else response.content  # type: ignore[attr-defined]


def at(name: str) -> str:
    return f"/media/{name}"


def test_anybody_may_fetch_what_was_uploaded(item: Image) -> None:
    kinds = {
        item.file: "image/jpeg",
        item.preview: "image/jpeg",
        f"{item.sha256}/460": "image/jpeg",
    }
    for name, kind in kinds.items():
        answer = Client().get(at(name))
        assert answer.status_code == 200
        assert answer["Content-Type"] == kind
        with default_storage.open(name) as file:
            assert body(answer) == file.read()


def test_a_browser_is_told_to_trust_nothing_of_it(item: Image) -> None:
    answer = Client().get(at(item.file), headers={"Accept-Encoding": "gzip"})
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == "attachment"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Content-Encoding" not in answer
    assert "Set-Cookie" not in answer
    body(answer)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../settings.py",
        "..%2f..%2fetc/passwd",
        "%2e%2e/%2e%2e/manage.py",
        "/etc/passwd",
        "{sha}",
        "{sha}/",
        "{sha}/241",
        "{sha}/240/",
        "{sha}/../{file}",
        "./{file}",
        "{file}/",
        "{file}%00.html",
        "{file}%0A",
        "{FILE}",
        "{sha}.html",
        "{sha}.mp4",
        "0" * 64 + ".jpg",
    ],
)
def test_only_an_exact_name_finds_anything(name: str, item: Image) -> None:
    asked = name.format(sha=item.sha256, file=item.file, FILE=item.file.upper())
    answer = Client().get(at(asked))
    assert answer.status_code == 404
    assert answer.content == b"not found"


def test_nothing_but_our_names_has_a_type() -> None:
    assert content_type_of("a" * 64 + ".svg") == ""
    assert content_type_of(".tmp") == ""


def test_nothing_is_changed_there(item: Image) -> None:
    assert Client().post(at(item.file)).status_code == 405
    assert Client().delete(at(item.file)).status_code == 405


def test_it_is_served_while_the_pages_are_closed(item: Image, settings: Settings) -> None:
    settings.MAINTENANCE_NOTICE = "13時まで"
    answer = Client().get(at(item.file))
    assert answer.status_code == 200
    body(answer)


def test_a_host_of_its_own_serves_nothing_else(item: Image, settings: Settings) -> None:
    settings.MEDIA_URL = "https://pictures.example.jp/line/"
    settings.MEDIA_HOST, settings.MEDIA_PATH = "pictures.example.jp", "/line/"
    settings.ALLOWED_HOSTS = ["pictures.example.jp", "testserver"]
    there = Client(headers={"Host": "pictures.example.jp"})
    answer = there.get(f"/line/{item.file}")
    assert answer.status_code == 200
    body(answer)
    for page in ("/", "/accounts/login/", "/healthz", f"/media/{item.file}"):
        assert there.get(page).content == b"not found"
    assert Client().get(f"/line/{item.file}").status_code == 404
    assert addresses.original_of(item) == f"https://pictures.example.jp/line/{item.file}"
    assert addresses.on_page(item.file) == addresses.original_of(item)


def test_addresses_hold_the_fingerprint_of_what_is_served(item: Image, settings: Settings) -> None:
    with default_storage.open(item.file) as file:
        assert shelves.fingerprint_of(file) == item.sha256
    assert addresses.original_of(item) == f"{settings.SITE_URL}/media/{item.sha256}.jpg"
    assert addresses.preview_of(item) == f"{settings.SITE_URL}/media/{item.preview}"
    assert addresses.imagemap_base_of(item) == f"{settings.SITE_URL}/media/{item.sha256}"


def test_one_changed_byte_is_noticed(item: Image) -> None:
    assert shelves.is_whole(item)
    with default_storage.open(item.preview, "r+b") as file:
        file.seek(50)
        file.write(b"x")
    assert not shelves.is_whole(item)
    default_storage.delete(item.preview)
    assert not shelves.is_whole(item)


def test_an_object_store_can_take_over(drafter: Staff, settings: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}
    stored = upload(drafter)
    answer = Client().get(at(stored.file))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert len(body(answer)) == stored.size
    assert shelves.is_whole(stored)
