"""Does LINE still take our channel access token?"""

from django.db.models.functions import Now

from line.client import LineUnavailable, TokenRefused, line_client
from line.models import TokenCheck


def check() -> TokenCheck.Said:
    """Ask LINE who we are, and keep what it said with the time; uses up no quota.

    Trouble with the network says nothing about the token. Source: reference 'Get bot info'.
    """
    said = _asked()
    TokenCheck.objects.update_or_create(id=1, defaults={"said": said, "checked_at": Now()})
    return said


def _asked() -> TokenCheck.Said:
    try:
        line_client().bot_info()
    except TokenRefused:
        return TokenCheck.Said.REFUSED
    except LineUnavailable:
        return TokenCheck.Said.UNKNOWN
    return TokenCheck.Said.ACCEPTED
