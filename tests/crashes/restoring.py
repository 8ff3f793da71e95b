"""How a test takes a backup of the installation and puts it back, as docs/operations.md says."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

from hachinohe_line.demo.postgres import NAME, _programs
from tests.crashes.conftest import Site


@dataclass(frozen=True)
class Backup:
    """What the database knew at one moment."""

    site: Site
    file: Path

    @classmethod
    def of(cls, site: Site, file: Path) -> "Backup":
        """`pg_dump` of the running database."""
        _run(
            "pg_dump", "--format=custom", "--file", str(file), site.servers.postgres.database_url()
        )
        return cls(site, file)

    def put_back(self) -> None:
        """Drop the database, make it anew and fill it from the backup; workers must have ended."""
        connection.close()
        url = self.site.servers.postgres.database_url()
        parts = urlsplit(url)
        with psycopg.connect(
            urlunsplit(parts._replace(path="/postgres")), autocommit=True
        ) as other:
            other.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
            other.execute(f"CREATE DATABASE {NAME}")
        _run("pg_restore", "--no-owner", "--exit-on-error", "--dbname", url, str(self.file))


def _run(program: str, *arguments: str) -> None:
    subprocess.run([_programs() / program, *arguments], check=True, capture_output=True)
