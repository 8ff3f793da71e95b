"""On which kind of device somebody is signed in, in words that its owner recognises."""

import re
from typing import Final

UNKNOWN: Final = "不明な端末"

# In this order: Chromium's descendants also call themselves Chrome, and Chrome calls itself Safari.
_BROWSERS: Final = (
    (r"Edg(A|iOS)?/", "Edge"),
    (r"OPR/", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"(Firefox|FxiOS)/", "Firefox"),
    (r"(Chrome|CriOS)/", "Chrome"),
    (r"Safari/", "Safari"),
)
_DEVICES: Final = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android.*Mobile", "Androidのスマートフォン"),
    (r"Android", "Androidのタブレット"),
    (r"Windows", "Windowsのパソコン"),
    (r"CrOS", "Chromebook"),
    (r"Macintosh", "Mac"),
    (r"Linux|X11", "Linuxのパソコン"),
)


def describe(user_agent: str) -> str:
    """`Windowsのパソコン（Edge）`; it is what the browser says of itself, and no proof."""
    device, browser = _first(_DEVICES, user_agent), _first(_BROWSERS, user_agent)
    if device and browser:
        return f"{device}（{browser}）"
    return device or browser or UNKNOWN


def _first(table: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, user_agent)), "")
