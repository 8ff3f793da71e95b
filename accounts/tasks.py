"""The jobs of this app that Celery carries."""

from celery import shared_task
from django.core.management import call_command

from accounts import notices, sessions


@shared_task(expires=60)
def send_notices() -> int:
    """Send the mails that wait; beat asks for it, and PostgreSQL knows what is unsent."""
    return notices.send_waiting()


@shared_task(expires=3600)
def clear_ended_sessions() -> None:
    """Remove the rows of sessions that have ended; once a day is plenty."""
    call_command("clearsessions")
    sessions.forget_ended()
