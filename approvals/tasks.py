"""The jobs of this app that Celery carries."""

from celery import shared_task

from approvals import reporting
from approvals.reminding import remind_everybody


@shared_task(expires=60)
def remind() -> int:
    """Ask and remind those who decide; PostgreSQL knows who has been told what."""
    return remind_everybody()


@shared_task(expires=60)
def remind_of_reports() -> int:
    """Tell of reports about emergencies that are due; PostgreSQL knows what has been told."""
    return reporting.remind()
