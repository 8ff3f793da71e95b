"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, str]:
    """Context of every template: which account, and whether this is practice."""
    return {"account_name": settings.ACCOUNT_NAME, "stage": settings.STAGE}
