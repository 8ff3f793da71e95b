"""The jobs of this app that Celery carries."""

from celery import shared_task

from personnel import carrying_out, help_requests
from personnel.staff_files import applying


@shared_task(expires=600)
def carry_out_movements() -> int:
    """Transfers and retirements whose day has come; PostgreSQL knows which are left."""
    return carrying_out.carry_out_due()


@shared_task(expires=3600)
def expire_help_requests() -> int:
    """Requests to let somebody in that nobody decided on in time."""
    return help_requests.expire_due()


@shared_task(expires=3600)
def forget_old_files() -> int:
    """Uploaded files that nobody applied within a day."""
    return applying.forget_old()
