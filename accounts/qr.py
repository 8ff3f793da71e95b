"""How a secret gets into an authenticator app: by camera, or by typing it in."""

from base64 import b32encode
from textwrap import wrap
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Authenticator

SIDE = 280  # CSS pixels; fits the narrowest phone with its margins


def svg(device: Authenticator) -> SafeString:
    """The QR code as an inline SVG: the policy of the pages allows neither data: nor style."""
    drawn = segno.make(address(device), error="l").svg_inline(
        omitsize=True, light="#fff", svgclass="qr", lineclass=None, title="登録用のQRコード"
    )
    sized = drawn.replace(
        "<svg ", f'<svg width="{SIDE}" height="{SIDE}" role="img" shape-rendering="crispEdges" ', 1
    )
    return mark_safe(sized)  # noqa: S308  # drawn by us from a URL that holds no markup


def groups(device: Authenticator) -> list[str]:
    """The secret in base32, in groups of four as people type it."""
    return wrap(b32encode(device.bin_key).decode(), 4)


def address(device: Authenticator) -> str:
    """What the picture says: the `otpauth:` address that authenticator apps agree on."""
    issuer = settings.OTP_TOTP_ISSUER
    label = quote(f"{issuer}:{device.user.staff_number}")
    values = {
        "secret": b32encode(device.bin_key).decode(),
        "algorithm": "SHA1",
        "digits": device.digits,
        "period": device.step,
        "issuer": issuer,
    }
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"
