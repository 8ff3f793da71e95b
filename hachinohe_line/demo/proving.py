"""How do the people of the sample data prove who they are, as often as they act?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django_otp.oath import TOTP

from accounts.models import Authenticator, Staff


@contextmanager
def code_of(staff: Staff) -> Iterator[str]:
    """What the person's authenticator shows now.

    A code is good for one use. Neither the next sample nor the newcomer, who signs in with this
    very authenticator, is to wait half a minute for another one.
    """
    device = Authenticator.objects.get(user=staff)
    yield f"{TOTP(device.bin_key).token():06}"
    Authenticator.objects.filter(pk=device.pk).update(last_t=-1)
