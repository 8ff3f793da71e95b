"""Does the image hold all that an installed system needs, and nothing of the demo?"""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
# As an installation would give them; none is reached, as nothing here asks a server.
PRODUCTION: Final = {
    "PATH": "/usr/bin:/bin",
    "SECRET_KEY": "k" * 60,
    "FACTOR_KEYS": "k" * 43,
    "DATABASE_URL": "postgresql://app:pw@db.invalid:5432/app",
    "REDIS_URL": "redis://valkey.invalid:6379/0",
    "LINE_CHANNEL_ACCESS_TOKEN": "a-token",
    "SITE_URL": "https://line.city.example.jp",
    "ALLOWED_HOSTS": "line.city.example.jp",
    "BEHIND_TLS_PROXY": "true",
}
PARTS: Final = (
    "manage.py",
    "requirements/base.txt",
    "templates/base.html",
    "static/css/site.css",
    "audit/trail.py",
    "line/client.py",
    "hachinohe_line/wsgi.py",
    "posts/migrations/__init__.py",
)
STRANGERS: Final = (
    ".env",
    ".git/config",
    ".data/authenticator.json",
    ".venv/bin/python",
    "build/lock/bin/uv",
    "docs/operations.md",
    "hachinohe_line/demo/cast.py",
    "line/standin/server.py",
    "posts/__pycache__/models.cpython-311.pyc",
    "requirements/dev.txt",
    "secrets/secret_key",
    "tests/conftest.py",
)
# Hides what only developers install, then loads web and worker and says what they are made of.
LOADED: Final = """
import importlib.metadata, json, sys

class OnlyLocked:
    def find_spec(name, path=None, target=None):
        owner = owners.get(name.split(".")[0], ["?"])[0].lower().replace("_", "-")
        if owner != "?" and owner not in sys.argv[1:]:
            raise ModuleNotFoundError(f"{owner} is not in the lock of the image", name=name)

owners = importlib.metadata.packages_distributions()
sys.meta_path.insert(0, OnlyLocked)

import hachinohe_line.wsgi
from hachinohe_line.celery import app
app.loader.import_default_modules()
from line.client import LineClient
LineClient("https://api.line.me", "a-token")
json.dump({
    "home": hachinohe_line.wsgi.__file__,
    "tasks": sorted(app.tasks),
    "ours": [name for name in sys.modules if name.split(".")[0] in ("line", "hachinohe_line")],
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that `COPY . .` would bring into the image."""
    folder = tmp_path_factory.mktemp("image")
    allowed = [ROOT / rule[1:] for rule in _rules() if rule.startswith("!")]
    for place in allowed:
        for file in [place] if place.is_file() else place.rglob("*"):
            path = PurePosixPath(file.relative_to(ROOT))
            if file.is_file() and _is_sent(path):
                folder.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, folder / path)
    return folder


@pytest.mark.parametrize("path", PARTS)
def test_a_part_of_the_installed_system_goes_into_the_image(path: str) -> None:
    assert ROOT.joinpath(path).is_file()
    assert _is_sent(PurePosixPath(path))


@pytest.mark.parametrize("path", STRANGERS)
def test_all_else_stays_outside(path: str) -> None:
    assert not _is_sent(PurePosixPath(path))


def test_web_and_worker_load_from_what_the_image_holds(image: Path) -> None:
    loaded = json.loads(_python(image, "-c", LOADED, *_locked()))
    assert loaded["home"] == str(image / "hachinohe_line" / "wsgi.py")
    assert "broadcasts.tasks.send_what_is_due" in loaded["tasks"]
    strangers = ("line.standin", "hachinohe_line.demo")
    assert [name for name in loaded["ours"] if name.startswith(strangers)] == []


def test_a_package_that_only_developers_install_would_be_missed(image: Path) -> None:
    without = [name for name in _locked() if name != "whitenoise"]
    with pytest.raises(AssertionError, match="whitenoise is not in the lock of the image"):
        _python(image, "-c", LOADED, *without)


def test_the_deployment_check_passes(image: Path) -> None:
    _python(image, "manage.py", "check", "--deploy", "--fail-level", "ERROR")


def test_static_files_are_collected_with_nothing_but_the_build_s_dummies(image: Path) -> None:
    words = _instruction("RUN", containing="collectstatic").split()
    given = dict(word.split("=", 1) for word in words if "=" in word)
    command = words[words.index("python") + 1 :]
    _python(image, *command, environment={"PATH": "/usr/bin:/bin", **given})
    manifest = json.loads(image.joinpath("staticfiles", "staticfiles.json").read_text("utf-8"))
    sheet = image.joinpath("staticfiles", manifest["paths"]["css/site.css"])
    assert "--color-text:" in sheet.read_text(encoding="utf-8")


def test_the_image_installs_by_hash_and_runs_as_nobody_in_particular() -> None:
    install = _instruction("RUN", containing="pip install")
    assert {"--require-hashes", "--no-deps"} <= set(install.split())
    steps = [line.split()[0] for line in _dockerfile()]
    assert _instruction("USER", containing="") == "10001"
    # No step after it may need root, so none may run as root.
    assert "RUN" not in steps[steps.index("USER") :]


def test_the_web_server_s_options_are_known_to_it(image: Path) -> None:
    command = json.loads(_instruction("CMD", containing="gunicorn"))
    assert command[0] == "gunicorn"
    _python(image, "-m", "gunicorn", "--check-config", *command[1:])


@pytest.mark.parametrize("status", [200, 503])
def test_the_health_check_asks_under_the_name_of_the_site(status: int) -> None:
    asked: list[tuple[str, str | None]] = []

    class Web(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Host"]))
            self.send_response(status)
            self.end_headers()

    words = _instruction("HEALTHCHECK", containing="CMD").partition("CMD ")[2]
    python, option, code = json.loads(words)
    with HTTPServer(("127.0.0.1", 0), Web) as web:
        Thread(target=web.handle_request, daemon=True).start()
        code = code.replace(":8000/", f":{web.server_port}/")
        check = subprocess.run(
            [sys.executable, option, code], env=PRODUCTION, capture_output=True, check=False
        )
    assert python == "python"
    assert asked == [("/healthz", "line.city.example.jp")]
    assert (check.returncode == 0) is (status == 200)


def _instruction(name: str, *, containing: str) -> str:
    found = [line for line in _dockerfile() if line.startswith(f"{name} ") and containing in line]
    return found[-1].removeprefix(f"{name} ")


def _dockerfile() -> list[str]:
    lines = ROOT.joinpath("Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return [line for line in text.replace("\\\n", "").splitlines() if line.strip()]


def _rules() -> list[str]:
    lines = ROOT.joinpath(".dockerignore").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _is_sent(path: PurePosixPath) -> bool:
    """Does this file go to the builder? Of the rules that meet it or a folder above it, the last
    one counts (Docker's reference, '.dockerignore files').
    """
    sent = True
    for rule in _rules():
        pattern = re.escape(rule.removeprefix("!")).replace(r"\*\*/", "(.*/)?")
        meets = re.compile(pattern.replace(r"\*", "[^/]*"))
        if any(meets.fullmatch(str(place)) for place in [path, *path.parents][:-1]):
            sent = rule.startswith("!")
    return sent


def _python(image: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """Run Python in the image's folder; raises when it fails. What it says on standard output."""
    # -S: the development environment's own path file would lead back to this working copy.
    done = subprocess.run(
        [sys.executable, "-S", "-W", "error::SyntaxWarning", *arguments],
        cwd=image,
        env={**(environment or PRODUCTION), "PYTHONPATH": sysconfig.get_path("purelib")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _locked() -> list[str]:
    lock = ROOT.joinpath("requirements", "base.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
