"""How tests read the source of the product as text and as syntax trees."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).parent.parent
ROOMS: Final = (
    *("accounts", "approvals", "audit", "broadcasts", "hachinohe_line", "line"),
    *("media", "personnel", "posts"),
)

Finder = Callable[[ast.AST], Iterator[str]]


def files(*rooms: str, kind: str = "py") -> list[str]:
    """Paths of all hand-written files in some folders, from the project's."""
    found = (file for room in rooms for file in (PROJECT / room).rglob(f"*.{kind}"))
    return sorted(
        str(file.relative_to(PROJECT)) for file in found if "migrations" not in file.parts
    )


def text_of(path: str) -> str:
    return (PROJECT / path).read_text(encoding="utf-8")


def findings(finder: Finder, *rooms: str) -> dict[str, list[str]]:
    """What a finder finds in the syntax trees of some folders; files without findings left out."""
    every = {path: list(finder(ast.parse(text_of(path)))) for path in files(*rooms)}
    return {path: found for path, found in every.items() if found}


def imports(tree: ast.AST) -> Iterator[str]:
    """The dotted names of everything imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
