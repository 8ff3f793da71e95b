"""What all tests of sign-in share."""

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    # One Argon2 takes a tenth of a second, and most tests sign in several times.
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ]


@pytest.fixture(autouse=True)
def _no_limit_reached_yet(db: None) -> None:
    # The counters are in a table that belongs to no model: a flush leaves them standing.
    cache.clear()
