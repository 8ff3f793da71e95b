"""What docker-compose.yml says, read without a YAML library: only the forms that it uses.

Mappings, lists of plain lines, lists in brackets, quoted and plain words, `|` blocks, anchors.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
ENTRY: Final = re.compile(r"([^\s:]+):(?: (.+))?")


def compose_file() -> dict[str, Any]:
    """The whole file as dicts, lists and strings; `$$` is still doubled."""
    found = _Reader(ROOT.joinpath("docker-compose.yml").read_text(encoding="utf-8")).block(0)
    assert isinstance(found, dict)
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._anchors: dict[str, Any] = {}

    def block(self, indent: int) -> Any:
        """The mapping or list whose entries begin at this column."""
        if self._next(indent).startswith("- "):
            return self._list(indent)
        found: dict[str, Any] = {}
        while content := self._next(indent):
            entry = ENTRY.fullmatch(content)
            assert entry, f"not understood: {content}"
            self._lines.pop(0)
            key, rest = entry[1], entry[2] or ""
            if key == "<<":
                found |= self._anchors[rest.removeprefix("*")]
            else:
                found[key] = self._value(rest, indent)
        return found

    def _list(self, indent: int) -> list[Any]:
        found = []
        while content := self._next(indent):
            self._lines.pop(0)
            found.append(self._value(content.removeprefix("- "), indent))
        return found

    def _value(self, rest: str, indent: int) -> Any:
        if rest.startswith("&"):
            name, _, rest = rest[1:].partition(" ")
            self._anchors[name] = self._value(rest, indent)
            return self._anchors[name]
        if rest == "|":
            return self._text(indent)
        return _scalar(rest) if rest else self.block(self._next_indent())

    def _text(self, indent: int) -> str:
        taken = []
        while self._lines and (not self._lines[0].strip() or _indent(self._lines[0]) > indent):
            taken.append(self._lines.pop(0))
        margin = min(_indent(line) for line in taken if line.strip())
        return "\n".join(line[margin:] for line in taken).rstrip("\n") + "\n"

    def _next(self, indent: int) -> str:
        return self._lines[0].strip() if self._next_indent() == indent else ""

    def _next_indent(self) -> int:
        while self._lines and (not self._lines[0].strip() or self._lines[0].strip()[0] == "#"):
            self._lines.pop(0)
        return _indent(self._lines[0]) if self._lines else -1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _scalar(text: str) -> Any:
    if text == "{}":
        return {}
    if text.startswith('"'):
        return json.loads(text)
    if text.startswith("["):
        return [_scalar(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"|[^\s,\[\]]+', text)]
    return text
