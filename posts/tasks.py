"""The jobs of this app that Celery carries."""

from celery import shared_task

from posts.overdue import report_overdue


@shared_task(expires=30)
def report_overdue_posts() -> int:
    """Tell of posts that were not approved in time; PostgreSQL knows what has been told."""
    return report_overdue()
