"""A post that other sections may not read yet, and a folder of its own for files."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Staff
from posts.models import Post
from tests.office import write

SECRET = "新しい市民ホールの愛称発表"


@pytest.fixture
def embargoed(drafter: Staff) -> Post:
    """A draft of 観光課, under embargo until tomorrow and sent the day after."""
    now = timezone.now()
    return write(
        drafter,
        title=SECRET,
        embargo_until=now + timedelta(days=1),
        send_at=now + timedelta(days=2),
    )


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> None:
    """Where pictures and films lie in this test."""
    settings.MEDIA_ROOT = str(tmp_path)
