"""Whether anything in the database has changed: one fingerprint for each table."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection


def rows() -> dict[str, str]:
    """Every row of every model, as one fingerprint for each table."""
    found = {}
    with connection.cursor() as cursor:
        for model in set(apps.get_models()) - {Session}:  # it notes that somebody is still there
            table = model._meta.db_table
            seal = "md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
            cursor.execute(f"SELECT {seal} FROM {table} t")
            found[table] = cursor.fetchone()[0]
    return found


def changed(before: dict[str, str]) -> list[str]:
    """The tables that are not as they were."""
    return [table for table, fingerprint in rows().items() if before[table] != fingerprint]
