"""A folder of its own for the files of each test."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Where pictures and films lie in this test."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path
