"""How does a line of the log look, without the rows that PostgreSQL quotes when it refuses one?"""

import logging
import re
from typing import Any, Final

# A refused row holds words of a post, which may be under embargo; its values may break lines.
ROW: Final = re.compile(
    r"DETAIL: .*?(?=\n *(?:CONTEXT|HINT|LOCATION): |\n\n|\nTraceback|\n  File |\Z)", re.DOTALL
)
LEFT_OUT: Final = "DETAIL: (left out)"
# For Django.
WRITTEN: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "hachinohe_line.log_lines.WithoutRows",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}


class WithoutRows(logging.Formatter):
    """The usual formatter, whose lines say which rule refused a row, and not what was in it."""

    def format(self, record: logging.LogRecord) -> str:
        return ROW.sub(LEFT_OUT, super().format(record))
