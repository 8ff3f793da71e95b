"""One office for many tests: built once, and copied for each of them as a whole database.

A copy takes a twentieth of a second, building takes seconds. A test may do to its own what it
likes.
"""

import pickle
import time
from typing import Final

import psycopg
from django.core.cache import cache
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.browser.furnishing import furnish
from tests.browser.places import Office

# Its posts are dated from the moment it was built; no test is to find it older than this.
SECONDS: Final = 240


class ModelOffice:
    """The office that is copied, in a database of its own beside that of the tests."""

    def __init__(self) -> None:
        self._people_and_posts = b""
        self._built_at = 0.0

    def copy(self) -> Office:
        """An office in the place of this test's database, which must be empty."""
        if self._people_and_posts and time.monotonic() < self._built_at + SECONDS:
            _copy(_beside(), _here())
        else:
            self._build()
        copied: Office = pickle.loads(self._people_and_posts)  # noqa: S301 - our own bytes
        return copied

    def _build(self) -> None:
        cache.clear()  # limits of sign-in: its table belongs to no model, so no flush empties it
        self._built_at = time.monotonic()
        self._people_and_posts = pickle.dumps(furnish())
        _copy(_here(), _beside())

    def clear_away(self) -> None:
        """Leave nothing on a server that outlives the tests."""
        with _server() as server:
            server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(_beside())))


def _here() -> str:
    return str(connection.settings_dict["NAME"])


def _beside() -> str:
    return f"{_here()}_office"


def _copy(source: str, target: str) -> None:
    """Put a copy of one database in the place of another; all who are connected are sent away."""
    connection.close()
    with _server() as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s)",
            [source, target],
        )
        server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(target)))
        server.execute(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(target), Identifier(source))
        )


def _server() -> psycopg.Connection:
    known = connection.get_connection_params()
    address = {name: known[name] for name in ("host", "port", "user", "password") if name in known}
    return psycopg.connect(**address, dbname="postgres", autocommit=True)
