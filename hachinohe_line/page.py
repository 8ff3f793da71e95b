"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, str]:
    """Context of every template: which account, whom to call, and whether this is practice."""
    return of_installation()


def of_installation() -> dict[str, str]:
    """The same without a request, for pages of errors."""
    return {
        "account_name": settings.ACCOUNT_NAME,
        "contact": settings.CONTACT,
        "stage": settings.STAGE,
    }
