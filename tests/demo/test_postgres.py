"""An embedded PostgreSQL starts wherever a developer may have put the project."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.postgres import Postgres
from hachinohe_line.demo.processes import Children


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    children = Children(tmp_path / "logs")
    yield children
    children.stop_all(seconds=10)


def started(folder: Path, children: Children) -> Postgres:
    server = Postgres(folder, children=children, options={"fsync": "off"})
    server.start()
    children.wait_until(server.is_ready, what="PostgreSQL", seconds=20)
    return server


def answer(server: Postgres, question: str) -> object:
    with psycopg.connect(server.database_url()) as connection:
        row = connection.execute(question).fetchone()
    return row and row[0]


def test_it_starts_in_a_folder_with_spaces_commas_and_quotes(
    tmp_path: Path, children: Children
) -> None:
    server = started(tmp_path / 'my "first", second folder' / "八戸", children)
    assert answer(server, "SELECT current_setting('server_encoding')") == "UTF8"


def test_a_folder_too_deep_for_a_socket_is_no_hindrance(tmp_path: Path, children: Children) -> None:
    server = started(tmp_path.joinpath(*["a-very-deep-folder"] * 8), children)
    assert answer(server, "SELECT 1") == 1


def test_nobody_else_can_connect_and_no_port_is_open(tmp_path: Path, children: Children) -> None:
    server = started(tmp_path / "postgres", children)
    assert answer(server, "SELECT current_setting('listen_addresses')") == ""
    without_password = server.database_url().replace(server.password, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(without_password)
    assert [
        file.name for file in server.folder.glob("*.password") if file.stat().st_mode & 0o77
    ] == []


def test_the_application_is_not_a_superuser(tmp_path: Path, children: Children) -> None:
    server = started(tmp_path / "postgres", children)
    assert answer(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_what_was_committed_survives_a_kill(tmp_path: Path, children: Children) -> None:
    server = started(tmp_path / "postgres", children)
    with psycopg.connect(server.database_url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    server.kill()
    server = started(tmp_path / "postgres", children)
    assert answer(server, "SELECT number FROM kept") == 42


def test_an_interrupted_first_start_is_begun_anew(tmp_path: Path, children: Children) -> None:
    half = tmp_path / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert answer(started(tmp_path / "postgres", children), "SELECT 1") == 1


def test_data_of_another_major_version_are_refused_and_left_alone(
    tmp_path: Path, children: Children
) -> None:
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(DemoError, match=r"written by PostgreSQL 15, but this is PostgreSQL \d\d"):
        started(tmp_path / "postgres", children)
    assert (data / "PG_VERSION").read_text() == "15\n"
