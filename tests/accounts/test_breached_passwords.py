"""A local list of breached passwords: found in it or not, at every place, in both public forms."""

import hashlib
import random
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from accounts import breached
from accounts.md4 import md4
from tests.accounts.test_password_rules import GOOD, complaints

pytestmark = pytest.mark.django_db

PASSWORDS = [f"password-number-{number}" for number in range(500)]


def _sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def _ntlm(password: str) -> str:
    return md4(password.encode("utf-16-le")).hex().upper()


def _list(folder: Path, hashes: list[str], *, count: bool = True, end: str = "\n") -> Path:
    chance = random.Random(1)  # noqa: S311  # counts of made-up passwords
    lines = [f"{each}:{chance.randint(1, 9_999_999)}" if count else each for each in sorted(hashes)]
    file = folder / "breached.txt"
    file.write_bytes((end.join(lines) + end).encode())
    return file


@pytest.mark.parametrize("count", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_line_of_a_list_is_found_and_nothing_else(
    tmp_path: Path, count: bool, end: str
) -> None:
    file = _list(tmp_path, [_sha1(each) for each in PASSWORDS], count=count, end=end)
    assert all(breached.is_breached(each, file) for each in PASSWORDS)
    assert not any(breached.is_breached(f"{each}!", file) for each in PASSWORDS)


def test_a_list_in_ntlm_form_is_read_too(tmp_path: Path) -> None:
    file = _list(tmp_path, [_ntlm(each) for each in PASSWORDS])
    assert all(breached.is_breached(each, file) for each in PASSWORDS)
    assert not any(breached.is_breached(f"{each}!", file) for each in PASSWORDS)


@pytest.mark.parametrize("how_many", [1, 2, 3])
def test_a_short_list_is_searched_to_its_ends(tmp_path: Path, how_many: int) -> None:
    file = _list(tmp_path, [_sha1(each) for each in PASSWORDS[:how_many]])
    assert all(breached.is_breached(each, file) for each in PASSWORDS[:how_many])
    assert not breached.is_breached(GOOD, file)


@pytest.mark.parametrize("content", ["", "no hash at all\n", "5BAA61E4C9B93F3F\n"])
def test_a_file_that_is_no_list_is_not_passed_over(tmp_path: Path, content: str) -> None:
    file = tmp_path / "breached.txt"
    file.write_text(content)
    with pytest.raises(ImproperlyConfigured):
        breached.is_breached(GOOD, file)


def test_a_file_that_is_missing_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured):
        breached.is_breached(GOOD, tmp_path / "nowhere.txt")


def test_a_breached_password_is_refused_where_a_list_is_set(
    tmp_path: Path, settings: Settings
) -> None:
    assert complaints(GOOD) == ""
    settings.BREACHED_PASSWORDS_FILE = str(_list(tmp_path, [_sha1(GOOD)]))
    assert complaints(GOOD) == (
        "過去に流出したパスワードの一覧に載っています。別のパスワードにしてください。"
    )


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("", "31d6cfe0d16ae931b73c59d7e0c089c0"),
        ("a", "bde52cb31de33e46245e05fbdbd6fb24"),
        ("abc", "a448017aaf21d8525fc10ae87aa6729d"),
        ("message digest", "d9130a8164549fe818874806e1c7014b"),
        ("1234567890" * 8, "e33b4ddc9c38f2199c3e7b164fcc0536"),
    ],
)
def test_md4_is_that_of_rfc_1320(text: str, digest: str) -> None:
    assert md4(text.encode()).hex() == digest
