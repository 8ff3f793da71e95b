"""How does a line of the log look, without what nobody is to read there?"""

import logging
import re
from typing import Any, Final

# A refused row holds words of a post, which may be under embargo; its values may break lines.
ROW: Final = re.compile(
    r"DETAIL: .*?(?=\n *(?:CONTEXT|HINT|LOCATION): |\n\n|\nTraceback|\n  File |\Z)", re.DOTALL
)
LEFT_OUT: Final = "DETAIL: (left out)"
# Whoever has the address of a feed needs no sign-in; it must not lie about in a log.
FEED: Final = re.compile(r"(/calendar/feed/)[^\s'\"]+")
# For Django.
WRITTEN: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "hachinohe_line.log_lines.WithoutSecrets",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}


class WithoutSecrets(logging.Formatter):
    """The usual formatter, whose lines say which rule refused a row and not what was in it, and
    that a feed was asked for and not with which key.
    """

    def format(self, record: logging.LogRecord) -> str:
        return FEED.sub(r"\1(left out)", ROW.sub(LEFT_OUT, super().format(record)))
