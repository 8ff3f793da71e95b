"""How does a sheet become a PDF for printing and keeping (A4, PDF/A-2a, the font inside)?"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.utils import timezone

from approvals.sheets import glyphs, paper
from approvals.sheets.sheet import Sheet
from audit.dates_ja import date_and_time

LAYOUT: Final = Path(__file__).with_name("sheet.typ")
# For keeping: everything inside, words in reading order, each with its character.
STANDARD: Final = "a-2a"


def pdf_of(sheet: Sheet, *, reader: str, at: datetime) -> bytes:
    """The PDF, which says who took it along and when.

    Words reach the layout as data, never as markup. What the font cannot draw is named by its
    number in Unicode (`glyphs.printable`).
    """
    content = _compiler().compile(
        format="pdf",
        sys_inputs={"sheet": json.dumps(_printable(_data(sheet, reader, at)))},
        pdf_standards=STANDARD,
        timestamp=at.replace(microsecond=0),
    )
    if not isinstance(content, bytes):
        raise TypeError("one document becomes one PDF")
    return content


def _data(sheet: Sheet, reader: str, at: datetime) -> dict[str, Any]:
    local = timezone.localtime(at)
    return {
        "font": glyphs.FAMILY,
        "kind": paper.TITLE if settings.IS_PRODUCTION else f"{paper.TITLE}（練習用）",
        "title": sheet.facts.title,
        "name": f"番号{sheet.facts.number}（第{sheet.facts.revision}版）",
        "taken": f"{date_and_time(at)}　{reader}が出力",
        "day": [local.year, local.month, local.day],
        "stamps": [[one.role, one.who, one.when] for one in paper.stamps(sheet)],
        "parts": [
            {"heading": part.heading, "rows": [[row.label, row.words] for row in part.rows]}
            for part in paper.parts(sheet)
        ],
    }


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return glyphs.printable(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(glyphs.folder())],
    )


def _compiler() -> typst.Compiler:
    # One for each sheet: a compiler keeps its data, and threads of the server share nothing.
    return typst.Compiler(str(LAYOUT), root=LAYOUT.parent, font_paths=_fonts())
