"""Which words of a text become links on a phone?"""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

# What LINE turns into links in a text: addresses of the web, and telephone numbers of Japan.
LINK: Final = re.compile(
    r"(?P<web>https?://[\w\-.~:/?#@!$&'()*+,;=%]+[\w/#=&%~\-])"
    r"|(?P<phone>(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-]))",
    re.ASCII,
)


def linked(text: str) -> Iterator[str]:
    """The text as HTML, piece by piece, with its links."""
    end = 0
    for found in LINK.finditer(text):
        yield escape(text[end : found.start()])
        words = escape(found.group())
        if found["web"]:
            yield f'<a href="{words}" target="_blank" rel="noopener noreferrer">{words}</a>'
        else:
            yield f'<a href="tel:{words}">{words}</a>'
        end = found.end()
    yield escape(text[end:])
