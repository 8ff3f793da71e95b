"""Whose request it is."""

from django.http import HttpRequest

from accounts.models import Staff


def staff_of(request: HttpRequest) -> Staff:
    """The signed-in person; VerifiedRequiredMiddleware has let nobody else through."""
    if not isinstance(request.user, Staff):
        raise TypeError("this view is reached only by signed-in staff")
    return request.user
