"""Whose password opens the sign-in: allauth's check, and a temporary one only in its time."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from accounts import temporary_passwords
from accounts.models import Staff


class StaffBackend(AuthenticationBackend):
    """An expired temporary password fails here, after the same work and in the same words as a
    wrong one: nobody who guesses learns that it was right once.
    """

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        found: AbstractBaseUser | None = super()._check_password(user, password)
        if isinstance(user, Staff) and temporary_passwords.has_expired(user):
            # Also of a suspended account, which allauth would lead to a page of its own.
            self.unstash_authenticated_user()
            return None
        return found
