"""How the trail is taken along as a table: CSV that spreadsheets open, the oldest entry first."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils import timezone

from audit import words
from audit.models import Entry

COLUMNS: Final = (
    "番号", "日時", "職員", "操作", "対象", "詳細",
    "前の記録の値", "値", "対象（内部名）", "詳細（JSON）",
)  # fmt: skip
# Excel reads UTF-8 only behind a byte order mark, and takes cells that begin so for formulas.
BYTE_ORDER_MARK: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """Hands back what the csv module writes, so that no table is ever whole in memory."""

    def write(self, line: str) -> str:
        return line


def table(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of the table, the heading first."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for entry in entries:
        yield writer.writerow([_cell(value) for value in _row(entry)])


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.sequence),
        timezone.localtime(entry.at).isoformat(timespec="milliseconds"),
        entry.actor_label,
        entry.get_action_display(),
        words.target(entry.target),
        "／".join(f"{label}：{value}" for label, value in words.details(entry)),
        entry.previous_hash,
        entry.hash,
        entry.target,
        json.dumps(entry.detail, ensure_ascii=False, sort_keys=True),
    )


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
