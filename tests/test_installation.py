"""Does docker-compose.yml fit the settings, keep its secrets and know how its services fare?"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from accounts.models import Staff
from broadcasts import stops
from broadcasts.sender import SendLoop
from tests.compose import ROOT, compose_file

COMPOSE: Final = compose_file()
SERVICES: Final[dict[str, dict[str, Any]]] = COMPOSE["services"]
ONE_SHOTS: Final = ("database", "migrate")
# Refused in production (hachinohe_line/checks.py), or right as they are in the image.
NOT_GIVEN: Final = {"DEBUG", "MAIL_FOLDER", "LINE_API_BASE_URL", "STATIC_ROOT"}


def test_the_settings_read_every_variable_that_is_given_and_no_other() -> None:
    read = _read_by_settings()
    environment = SERVICES["web"]["environment"]
    given = {name if name in read else name.removesuffix("_FILE") for name in environment}
    assert given == read - NOT_GIVEN


def test_web_worker_beat_and_migrate_are_told_the_same() -> None:
    told = [SERVICES[name]["environment"] for name in ("web", "worker", "beat", "migrate")]
    assert all(environment == told[0] for environment in told)
    assert told[0]["STAGE"] == "production"


def test_no_secret_stands_in_the_file() -> None:
    # The address of Valkey is the one that holds no password; it is reached on `inside` only.
    secret = set(re.findall(r'secret\("(\w+)"\)', _text_of_settings())) - {"REDIS_URL"}
    environment = SERVICES["web"]["environment"]
    assert len(secret) == 5
    for name in secret:
        assert name not in environment
        assert environment[f"{name}_FILE"].startswith("/run/secrets/")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_gets_the_secret_files_it_names_and_no_other(name: str) -> None:
    service = SERVICES[name]
    told = repr([service.get("environment"), service.get("command")])
    named = re.findall(r"/run/secrets/(\w+)", told)
    assert set(named) == set(service.get("secrets", []))
    assert set(named) <= set(COMPOSE["secrets"])


def test_secrets_are_files_of_one_folder_that_the_image_never_sees() -> None:
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_root_and_no_disk_to_write_on(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] == "true"
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    built_here = "build" in service  # then the Dockerfile says who it is
    assert built_here or service["user"] not in ("", "root", "0")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_watched_and_restarted_unless_it_runs_once(name: str) -> None:
    service = SERVICES[name]
    if name in ONE_SHOTS:
        assert service["restart"] == "no"
        assert service["healthcheck"] == {"disable": "true"}
        return
    assert service["restart"] == "unless-stopped"
    # That of web is in the Dockerfile.
    assert name == "web" or service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_only_web_is_reached_from_outside_and_only_through_the_machine_s_own_proxy() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["web"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert COMPOSE["networks"]["inside"] == {"internal": "true"}
    outside = {name for name in SERVICES if "outside" in SERVICES[name]["networks"]}
    assert outside == {"web", "worker"}


def test_the_database_is_made_before_the_tables_and_these_before_the_programs() -> None:
    def waits_for(name: str) -> dict[str, str]:
        return {k: v["condition"] for k, v in SERVICES[name]["depends_on"].items()}

    done = "service_completed_successfully"
    assert waits_for("database") == {"postgres": "service_healthy"}
    assert waits_for("migrate") == {"database": done}
    assert all(waits_for(name) == {"migrate": done} for name in ("web", "worker", "beat"))


def test_nothing_of_the_demo_is_installed() -> None:
    text = ROOT.joinpath("docker-compose.yml").read_text(encoding="utf-8")
    assert re.search(r"standin|stand-in|demo|MAIL_FOLDER|LINE_API_BASE_URL", text) is None


def test_the_readme_lists_every_variable_that_the_settings_read() -> None:
    readme = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([A-Z_]+)`", readme, re.MULTILINE))
    assert listed == _read_by_settings()


@pytest.mark.django_db(transaction=True)
def test_the_worker_s_check_tells_a_living_send_loop_from_none(tmp_path: Path) -> None:
    address = tmp_path / "database_url"
    address.write_text(_conninfo(), encoding="utf-8")
    assert not _worker_is_well(address)
    with _send_loop():
        _wait_until_well(address)
    assert not _worker_is_well(address)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_holds_everything_back_is_well(drafter: Staff, tmp_path: Path) -> None:
    address = tmp_path / "database_url"
    address.write_text(_conninfo(), encoding="utf-8")
    stops.stop_everything(actor=drafter)
    with _send_loop():
        _wait_until_well(address)


@contextmanager
def _send_loop() -> Iterator[None]:
    loop = SendLoop()
    loop.start()
    try:
        yield
    finally:
        loop.stop()


def _wait_until_well(address: Path) -> None:
    deadline = time.monotonic() + 20
    while not _worker_is_well(address):
        assert time.monotonic() < deadline, "the loop lives, and the check has not noticed"


def _worker_is_well(address: Path) -> bool:
    python, option, code = SERVICES["worker"]["healthcheck"]["test"][1:]
    assert (python, option) == ("python", "-c")
    environment = {"PATH": "/usr/bin:/bin", "DATABASE_URL_FILE": str(address)}
    check = [sys.executable, option, code.replace("$$", "$")]
    return subprocess.run(check, env=environment, check=False).returncode == 0


def _conninfo() -> str:
    used = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    return make_conninfo("", **{name: used[name] for name in names if used.get(name)})


def _read_by_settings() -> set[str]:
    return set(re.findall(r'(?:env\.\w+|secret|environ\.get)\("([A-Z_]+)"', _text_of_settings()))


def _text_of_settings() -> str:
    folder = ROOT / "hachinohe_line"
    names = ("settings", "sign_in_settings", "watch_settings", "environment")
    return "".join(folder.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in names)
