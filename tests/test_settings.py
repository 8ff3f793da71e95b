"""Which installations start: the real LINE in production only, and nothing without its secrets."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from hachinohe_line.checks import refuse_unsafe_start, settings_are_safe
from hachinohe_line.environment import PATIENCE, database, secret, stage

PROJECT: Final = Path(__file__).parent.parent
SAFE: Final[dict[str, Any]] = {
    "STAGE": "production",
    "IS_PRODUCTION": True,
    "DEBUG": False,
    "SECRET_KEY": "k" * 50,
    "FACTOR_KEYS": ["k" * 43],
    "ALLOWED_HOSTS": ["line.city.example.jp"],
    "SITE_URL": "https://line.city.example.jp",
    "MEDIA_URL": "https://line.city.example.jp/media/",
    "MAIL_FOLDER": "",
    "LINE_API_BASE_URL": "https://api.line.me",
    "LINE_CHANNEL_ACCESS_TOKEN": "real-token",
}
ENVIRONMENT: Final = {
    "STAGE": "production",
    "SECRET_KEY": "k" * 50,
    "FACTOR_KEYS": "k" * 43,
    "ALLOWED_HOSTS": "line.city.example.jp",
    "SITE_URL": "https://line.city.example.jp",
    "DATABASE_URL": "postgresql://app:pw@db.example.jp/app",
    "REDIS_URL": "redis://redis.example.jp/0",
    "LINE_CHANNEL_ACCESS_TOKEN": "real-token",
}
SECRETS: Final = (
    "SECRET_KEY",
    "FACTOR_KEYS",
    "DATABASE_URL",
    "REDIS_URL",
    "LINE_CHANNEL_ACCESS_TOKEN",
)
STARTS: Final = {
    "web": "import hachinohe_line.wsgi",
    "worker": "import hachinohe_line.celery",
}
each_process = pytest.mark.parametrize("process", STARTS)


def start(code: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a production environment with `changes`; an empty value unsets."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    chosen = {name: value for name, value in {**ENVIRONMENT, **changes}.items() if value}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={**kept, **chosen},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def last_words(ended: subprocess.CompletedProcess[str]) -> str:
    return ended.stderr.strip().splitlines()[-1]


@each_process
def test_a_complete_production_starts(process: str) -> None:
    ended = start(STARTS[process])
    assert ended.returncode == 0, ended.stderr


@each_process
@pytest.mark.parametrize("url", ["http://127.0.0.1:8701", "http://standin:8701"])
def test_production_does_not_start_with_a_stand_in(process: str, url: str) -> None:
    ended = start(STARTS[process], LINE_API_BASE_URL=url)
    assert ended.returncode != 0
    assert last_words(ended).endswith(
        "LINE_API_BASE_URL must be https://api.line.me in production; the stand-in and any other "
        "host belong to demo and test."
    )


@each_process
def test_practice_does_not_start_with_the_real_line(process: str) -> None:
    ended = start(STARTS[process], STAGE="demo", LINE_API_BASE_URL="https://api.line.me")
    assert ended.returncode != 0
    assert "STAGE=demo may only speak to a stand-in on this machine" in last_words(ended)


def test_all_faults_are_told_at_once() -> None:
    ended = start(STARTS["web"], SECRET_KEY="short", ALLOWED_HOSTS="*", SITE_URL="http://x")
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"):
        assert name in last_words(ended)


@pytest.mark.parametrize("name", SECRETS)
def test_a_missing_secret_is_called_by_its_name(name: str) -> None:
    ended = start("import hachinohe_line.settings", **{name: ""})
    assert ended.returncode != 0
    assert f"Set {name}, or {name}_FILE to the path of a file holding it." in last_words(ended)


def test_every_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    for name in SECRETS:
        (tmp_path / name).write_text(f"{ENVIRONMENT[name]}\n", encoding="utf-8")
    in_files = {f"{name}_FILE": str(tmp_path / name) for name in SECRETS}
    ended = start(
        "import hachinohe_line.wsgi; from django.conf import settings as s;"
        "print(s.SECRET_KEY, s.LINE_CHANNEL_ACCESS_TOKEN, s.REDIS_URL,"
        " s.DATABASES['default']['HOST'])",
        **in_files,
        **dict.fromkeys(SECRETS, ""),
    )
    assert ended.stdout.split() == [
        "k" * 50,
        "real-token",
        "redis://redis.example.jp/0",
        "db.example.jp",
    ], ended.stderr


def test_a_file_counts_more_than_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text(" 鍵\n", encoding="utf-8")
    monkeypatch.setenv("TOKEN", "from the environment")
    assert secret("TOKEN") == "from the environment"
    monkeypatch.setenv("TOKEN_FILE", str(tmp_path / "token"))
    assert secret("TOKEN") == "鍵"


def test_production_sends_its_cookies_over_https_only() -> None:
    code = (
        "from hachinohe_line import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    assert start(code).stdout.split() == ["True", "True", "True", "True", "False"]


def test_production_lets_no_other_host_of_the_city_plant_a_cookie() -> None:
    code = (
        "import hachinohe_line.wsgi; from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_PATH,"
        " s.CSRF_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN)"
    )
    names = ["__Host-sessionid", "__Host-csrftoken"]
    assert start(code).stdout.split() == [*names, "/", "/", "None", "None"]
    code = "from hachinohe_line import settings as s; print(hasattr(s, 'SESSION_COOKIE_NAME'))"
    assert start(code, STAGE="demo").stdout.split() == ["False"]


def test_it_is_production_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STAGE")
    assert stage() == "production"
    monkeypatch.setenv("STAGE", "staging")
    with pytest.raises(ImproperlyConfigured, match="STAGE must be one of production, demo, test"):
        stage()


@pytest.fixture
def production(settings: Settings) -> Settings:
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def faults() -> list[str]:
    return [str(fault.id).removeprefix("hachinohe_line.") for fault in settings_are_safe()]


def test_safe_settings_have_no_fault(production: Settings) -> None:
    assert faults() == []
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("LINE_API_BASE_URL", "http://127.0.0.1:8701", "E001"),
        ("LINE_API_BASE_URL", "http://api.line.me", "E001"),
        ("LINE_API_BASE_URL", "https://api.line.me.example.jp", "E001"),
        ("LINE_API_BASE_URL", "https://api.line.me@example.jp", "E001"),
        ("LINE_API_BASE_URL", "https://api.line.me:8443", "E001"),
        ("LINE_API_BASE_URL", "", "E001"),
        ("SECRET_KEY", "k" * 49, "E002"),
        ("FACTOR_KEYS", ["k" * 43, "k" * 42], "E022"),
        ("FACTOR_KEYS", ["鍵" * 43], "E022"),
        ("FACTOR_KEYS", [], "E022"),
        ("DEBUG", True, "E003"),
        ("MAIL_FOLDER", "/var/mails", "E004"),
        ("ALLOWED_HOSTS", [], "E005"),
        ("ALLOWED_HOSTS", ["line.city.example.jp", "*"], "E005"),
        ("SITE_URL", "http://line.city.example.jp", "E006"),
        ("MEDIA_URL", "http://media.city.example.jp/", "E008"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "demo-token", "E007"),
    ],
)
def test_one_unsafe_setting_stops_the_start(
    name: str, value: object, fault: str, production: Settings
) -> None:
    setattr(production, name, value)
    assert faults() == [fault]
    with pytest.raises(ImproperlyConfigured, match=name):
        refuse_unsafe_start()


@pytest.mark.parametrize("practice", ["demo", "test"])
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8701", []),
        ("http://localhost:8701", []),
        ("http://[::1]:8701", []),
        ("https://api.line.me", ["E010"]),
        ("http://127.0.0.1@api.line.me", ["E010"]),
        ("http://192.168.1.5:8701", ["E010"]),
        ("", ["E010"]),
    ],
)
def test_practice_speaks_to_this_machine_only(
    practice: str, url: str, expected: list[str], settings: Settings
) -> None:
    settings.STAGE, settings.IS_PRODUCTION, settings.LINE_API_BASE_URL = practice, False, url
    assert faults() == expected


def test_a_database_may_be_reached_through_a_socket() -> None:
    found = database("postgresql://app:p%40ss@/app?host=%2Frun%2Fmy%20sockets&sslmode=disable")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "app",
        "USER": "app",
        "PASSWORD": "p@ss",
        "HOST": "/run/my sockets",
        "PORT": "",
        "OPTIONS": {**PATIENCE, "sslmode": "disable"},
    }
