"""How does a line of the log look, without what is nobody's business in it?

Left out are the rows that PostgreSQL quotes when it refuses one, mail addresses, LINE's ids of
people, and what stands in Japanese in an error: words of a post or the name of somebody.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

# A refused row holds words of a post, which may be under embargo; its values may break lines.
ROW: Final = re.compile(
    r"DETAIL: .*?(?=\n *(?:CONTEXT|HINT|LOCATION): |\n\n|\nTraceback|\n  File |\Z)", re.DOTALL
)
LEFT_OUT: Final = "DETAIL: (left out)"
# Whoever has the address of a feed needs no sign-in; it must not lie about in a log.
FEED: Final = re.compile(r"(/calendar/feed/)[^\s'\"]+")
ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINE_USER: Final = re.compile(r"\b[UCR][0-9a-f]{32}\b")
FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
# The request or the task in which a line was written; empty outside of both.
REQUEST_ID: Final[ContextVar[str]] = ContextVar("request_id", default="")
# What a caller adds with `extra={"facts": {…}}`.
FACTS: Final = "facts"


def written(*, as_json: bool) -> dict[str, Any]:
    """For Django, Celery and gunicorn: one JSON object per line, or a line for people."""
    name = "AsJson" if as_json else "WithoutSecrets"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": f"hachinohe_line.log_lines.{name}",
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
        return _without_people(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        return FOREIGN.sub("…", super().formatException(ei))


class AsJson(WithoutSecrets):
    """The same as one JSON object: time, level, logger, message, request_id, facts, error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_people(record.getMessage()),
        }
        if REQUEST_ID.get():
            line["request_id"] = REQUEST_ID.get()
        line |= getattr(record, FACTS, {})
        if record.exc_info:
            line["error"] = _without_people(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _without_people(text: str) -> str:
    text = FEED.sub(r"\1(left out)", ROW.sub(LEFT_OUT, text))
    return LINE_USER.sub("(LINE user)", ADDRESS.sub("(address)", text))
