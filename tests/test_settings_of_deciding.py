"""How long may an installation let things wait, and after how long does it remind people?"""

from typing import Final

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from hachinohe_line.checks import BOUNDS_OF_DECIDING, refuse_unsafe_start, settings_are_safe

DEFAULTS: Final = {
    "PAUSE_SECONDS": 180,
    "EMERGENCY_PAUSE_SECONDS": 30,
    "AT_ONCE_DECIDE_MINUTES": 60,
    "REMIND_AFTER_WORKING_DAYS": 1,
    "REMIND_URGENT_AFTER_MINUTES": 15,
}


@pytest.fixture(autouse=True)
def as_installed(settings: Settings) -> None:
    for name, value in DEFAULTS.items():
        setattr(settings, name, value)


def faults() -> list[str]:
    return [str(fault.id).removeprefix("hachinohe_line.") for fault in settings_are_safe()]


def test_every_one_has_bounds_and_the_defaults_lie_within() -> None:
    assert set(BOUNDS_OF_DECIDING) == set(DEFAULTS)
    assert faults() == []
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAUSE_SECONDS", 3_601),
        ("PAUSE_SECONDS", 86_400),
        ("EMERGENCY_PAUSE_SECONDS", 9),
        ("EMERGENCY_PAUSE_SECONDS", 0),
        ("EMERGENCY_PAUSE_SECONDS", -1),
        ("AT_ONCE_DECIDE_MINUTES", 1_441),
        ("REMIND_AFTER_WORKING_DAYS", 0),
        ("REMIND_AFTER_WORKING_DAYS", 11),
        ("REMIND_URGENT_AFTER_MINUTES", 4),
        ("REMIND_URGENT_AFTER_MINUTES", 0),
    ],
)
def test_one_beyond_its_bounds_stops_the_start(name: str, value: int, settings: Settings) -> None:
    setattr(settings, name, value)
    assert faults() == ["E023"]
    with pytest.raises(ImproperlyConfigured, match=f"{name} must be"):
        refuse_unsafe_start()


@pytest.mark.parametrize("name", BOUNDS_OF_DECIDING)
def test_the_least_and_the_most_are_still_allowed(name: str, settings: Settings) -> None:
    least, most, _ = BOUNDS_OF_DECIDING[name]
    for value in (least, most):
        setattr(settings, name, value)
        assert "E023" not in faults()


def test_an_emergency_never_waits_longer_than_anything_else(settings: Settings) -> None:
    settings.EMERGENCY_PAUSE_SECONDS = settings.PAUSE_SECONDS = 120
    assert faults() == []
    settings.EMERGENCY_PAUSE_SECONDS = 121
    assert faults() == ["E024"]


def test_a_reminder_comes_while_there_is_still_something_to_decide(settings: Settings) -> None:
    settings.AT_ONCE_DECIDE_MINUTES = 16
    assert faults() == []
    settings.AT_ONCE_DECIDE_MINUTES = 15
    assert faults() == ["E025"]
    with pytest.raises(ImproperlyConfigured, match="REMIND_URGENT_AFTER_MINUTES must be less"):
        refuse_unsafe_start()
