"""Where does the stand-in keep what it must not forget? In SQLite, in memory or in a file."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY, request_id TEXT NOT NULL, retry_key TEXT, channel TEXT NOT NULL,
    endpoint TEXT NOT NULL, messages TEXT NOT NULL, recipients INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY, request_id TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    retry_key TEXT, body TEXT NOT NULL, status INTEGER, fault TEXT, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS retry_keys (
    channel TEXT NOT NULL, retry_key TEXT NOT NULL, request_id TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (channel, retry_key));
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, endpoint TEXT NOT NULL, times INTEGER NOT NULL,
    seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS authenticator_keys (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, secret_base32 TEXT NOT NULL);
"""
FORGOTTEN_ON_RESET = ("deliveries", "requests", "retry_keys", "faults", "settings")


class Store:
    """One SQLite connection shared by all threads, one at a time."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        self._connection.row_factory = sqlite3.Row
        # The file has to survive the process, not a power cut.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(SCHEMA)

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Run one statement and return its rows."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def insert(self, sql: str, *values: Any) -> int:
        """Run one INSERT and return the new row's id."""
        with self._lock:
            return self._connection.execute(sql, values).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let no other thread in, and keep all of the block's changes or none."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def setting(self, name: str, default: Any) -> Any:
        """Return the kept value called ``name``, or ``default``."""
        found = self.rows("SELECT value FROM settings WHERE name = ?", name)
        return json.loads(found[0]["value"]) if found else default

    def keep_setting(self, name: str, value: Any) -> None:
        """Keep ``value`` (anything JSON can hold) under ``name``."""
        self.rows("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, json.dumps(value))

    def reset(self) -> None:
        """Forget everything except the keys that a person added to the authenticator."""
        with self.transaction():
            for table in FORGOTTEN_ON_RESET:
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names are ours

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
