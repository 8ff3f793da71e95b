"""`manage.py declare_restore`: the database was put back in a way that PostgreSQL cannot tell."""

from typing import Any

from django.core.management.base import BaseCommand

from broadcasts import restores


class Command(BaseCommand):
    """Pulls the emergency stop, before any worker is started on the restored data."""

    help = "Stop all sending, because the database was put back to an earlier state."

    def handle(self, *args: Any, **options: Any) -> None:
        restores.declare()
        self.stdout.write("All sending is stopped. docs/runbook.md says what to do now.")
