"""The jobs of this app that Celery carries."""

from celery import shared_task

from accounts import notices


@shared_task(expires=60)
def send_notices() -> int:
    """Send the mails that wait; beat asks for it, and PostgreSQL knows what is unsent."""
    return notices.send_waiting()
