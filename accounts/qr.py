"""How a secret gets into an authenticator app: by camera, or by typing it in."""

from base64 import b32encode
from textwrap import wrap

import segno
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

SIDE = 280  # CSS pixels; fits the narrowest phone with its margins


def svg(device: TOTPDevice) -> SafeString:
    """The QR code as an inline SVG: the policy of the pages allows neither data: nor style."""
    drawn = segno.make(device.config_url, error="l").svg_inline(
        omitsize=True, light="#fff", svgclass="qr", lineclass=None, title="登録用のQRコード"
    )
    sized = drawn.replace(
        "<svg ", f'<svg width="{SIDE}" height="{SIDE}" role="img" shape-rendering="crispEdges" ', 1
    )
    return mark_safe(sized)  # noqa: S308  # drawn by us from a URL that holds no markup


def groups(device: TOTPDevice) -> list[str]:
    """The secret in base32, in groups of four as people type it."""
    return wrap(b32encode(device.bin_key).decode(), 4)
