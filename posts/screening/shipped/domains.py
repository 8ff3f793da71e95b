"""Whose pages may be linked to without a question? A domain stands for all names below it."""

from typing import Final

DOMAINS: Final = (
    "city.hachinohe.aomori.jp",
    "pref.aomori.lg.jp",
    "jma.go.jp",
)
