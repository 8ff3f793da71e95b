"""Does LINE still take our channel access token?"""

from django.db.models.functions import Now

from line.client import LineUnavailable, TokenRefused, line_client
from line.models import TokenCheck


def check() -> TokenCheck.State:
    """Ask LINE who we are, and keep what it said with the time; uses up no quota.

    Trouble with the network says nothing about the token. Source: reference 'Get bot info'.
    """
    state = _asked()
    TokenCheck.objects.update_or_create(id=1, defaults={"state": state, "checked_at": Now()})
    return state


def _asked() -> TokenCheck.State:
    try:
        line_client().bot_info()
    except TokenRefused:
        return TokenCheck.State.REFUSED
    except LineUnavailable:
        return TokenCheck.State.UNKNOWN
    return TokenCheck.State.ACCEPTED
