"""Which settings of passwords and sessions stop the start."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from accounts.checks import account_settings_are_sane


def test_the_defaults_are_sane(settings: Settings) -> None:
    assert account_settings_are_sane() == []
    assert settings.SESSION_IDLE_SECONDS == 3600
    assert settings.SESSION_ABSOLUTE_SECONDS == 36000
    assert settings.TEMPORARY_PASSWORD_HOURS == 72
    assert settings.ADMINISTRATOR_PASSWORD_DAYS == 0


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("SESSION_IDLE_SECONDS", 300, "E001"),
        ("SESSION_IDLE_SECONDS", 36001, "E001"),
        ("SESSION_ABSOLUTE_SECONDS", 3599, "E001"),
        ("TEMPORARY_PASSWORD_HOURS", 0, "E002"),
        ("TEMPORARY_PASSWORD_HOURS", 169, "E002"),
        ("ADMINISTRATOR_PASSWORD_DAYS", -1, "E003"),
        ("BREACHED_PASSWORDS_FILE", "/nowhere/breached.txt", "E004"),
        ("BREACHED_PASSWORDS_FILE", __file__, "E004"),
    ],
)
def test_others_are_refused(settings: Settings, name: str, value: Any, number: str) -> None:
    setattr(settings, name, value)
    assert [fault.id for fault in account_settings_are_sane()] == [f"accounts.{number}"]


def test_a_list_that_can_be_read_is_accepted(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "breached.txt"
    file.write_text("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10434004\n")
    settings.BREACHED_PASSWORDS_FILE = str(file)
    assert account_settings_are_sane() == []
