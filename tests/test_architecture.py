"""What the house rules say about the source itself: sizes, names, and where a state may change."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

PROJECT: Final = Path(__file__).parent.parent
ROOMS: Final = (
    *("accounts", "approvals", "audit", "broadcasts", "hachinohe_line", "line"),
    *("personnel", "posts"),
)
LONGEST, LONG = 400, 250
# Each with the reason why it was not split.
LONG_FILES: Final[dict[str, str]] = {}
NAMES_THAT_SAY_NOTHING: Final = {
    "base", "common", "config", "core", "helper", "helpers", "manager", "managers", "misc",
    "service", "services", "tools", "util", "utils",
}  # fmt: skip
# The only places that may move a post or a broadcast.
MOVERS: Final = {
    "posts/lifecycle.py",
    "broadcasts/delivery.py",
    "broadcasts/outcomes.py",
    "broadcasts/preparation.py",
}
# Absent from the production image.
PRACTICE: Final = ("hachinohe_line/demo/", "line/standin/")
PRACTICE_MODULES: Final = ("hachinohe_line.demo", "line.standin")
LATER: Final = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
NO_TEST: Final = {"skip", "skipif", "xfail", "importorskip"}
NO_LIBRARY: Final = {"mock", "unittest.mock", "pytest_mock"}

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


def moves(tree: ast.AST) -> Iterator[str]:
    """Every change of a `status` or a `state`."""
    for node in ast.walk(tree):
        names: list[object] = []
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            names = [node.attr]
        elif isinstance(node, ast.Call):
            names = _written_by(node)
        line = getattr(node, "lineno", 0)
        yield from (f"line {line}" for name in names if name in ("status", "state"))


def imports(tree: ast.AST) -> Iterator[str]:
    """The dotted names of everything imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def left_out(tree: ast.AST) -> Iterator[str]:
    """Every way in which a test could be left out, or its object be replaced by a fake."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in NO_TEST:
            yield node.attr
    for name in imports(tree):
        if {name, name.rpartition(".")[0]} & NO_LIBRARY or name.rpartition(".")[2] in NO_TEST:
            yield name


@pytest.mark.parametrize("kind", ["py", "html", "css", "js"])
def test_no_file_is_too_long_to_be_read(kind: str) -> None:
    lengths = {
        path: len(text_of(path).splitlines())
        for path in files(*ROOMS, "templates", "static", "tests", kind=kind)
    }
    assert lengths
    assert [path for path, length in lengths.items() if length > LONGEST] == []
    assert {path for path, length in lengths.items() if length > LONG} <= set(LONG_FILES)


def test_templates_fit_a_screen() -> None:
    long = [path for path in files("templates", kind="html") if text_of(path).count("\n") > 60]
    assert long == []


@pytest.mark.parametrize(
    "code",
    [
        "post.status = 'sent'",
        "post.status: str = 'sent'",
        "a, broadcast.state = 1, 2",
        "Post.objects.filter(pk=1).update(status='sent')",
        "Broadcast.objects.update(text='', state='failed')",
        "Post.objects.update_or_create(pk=1, status='sent')",
        "setattr(post, 'status', 'sent')",
        "Post.objects.bulk_update(posts, ['status'])",
        "post.save(update_fields=['status'])",
    ],
)
def test_a_change_of_a_state_is_recognised(code: str) -> None:
    assert list(moves(ast.parse(code)))


def test_a_state_changes_in_its_own_modules_only() -> None:
    assert set(findings(moves, *ROOMS)) <= MOVERS


def test_modules_are_named_after_what_they_do() -> None:
    paths = files(*ROOMS, "tests")
    assert [
        path for path in paths if set(Path(path).with_suffix("").parts) & NAMES_THAT_SAY_NOTHING
    ] == []


def test_every_module_says_what_it_answers() -> None:
    def silent(path: str) -> bool:
        text = text_of(path)
        return bool(text.strip()) and not ast.get_docstring(ast.parse(text))

    paths = [path for path in files(*ROOMS, "tests") if Path(path).name != "apps.py"]
    assert [path for path in paths if silent(path)] == []


def test_nothing_is_left_for_later() -> None:
    comments = {
        f"{path}:{token.start[0]}": token.string
        for path in files(*ROOMS, "tests")
        for token in tokenize.generate_tokens(io.StringIO(text_of(path)).readline)
        if token.type == tokenize.COMMENT
    }
    others = {
        path: text_of(path)
        for kind in ("html", "css", "js")
        for path in files("templates", "static", "line", kind=kind)
    }
    assert comments
    assert [where for where, words in {**comments, **others}.items() if LATER.search(words)] == []


@pytest.mark.parametrize(
    "code",
    [
        "@pytest.mark.skip\ndef test_x(): ...",
        "pytest.xfail('later')",
        "from pytest import importorskip",
        "from unittest import mock",
        "import unittest.mock",
        "from unittest.mock import patch",
    ],
)
def test_a_test_that_is_left_out_is_recognised(code: str) -> None:
    assert list(left_out(ast.parse(code)))


def test_no_test_is_left_out_and_nothing_is_faked() -> None:
    assert findings(left_out, "tests") == {}


def test_production_never_imports_what_is_for_practice() -> None:
    found = {
        path: [name for name in names if name.startswith(PRACTICE_MODULES)]
        for path, names in findings(imports, *ROOMS).items()
        if not path.startswith(PRACTICE)
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_the_stand_in_needs_nothing_but_python() -> None:
    known = {*sys.stdlib_module_names, "line"}
    names = {name for found in findings(imports, "line/standin").values() for name in found}
    assert {name for name in names if name.partition(".")[0] not in known} == set()
    ours = {name for name in names if name.startswith("line.")}
    assert {name for name in ours if not name.startswith("line.standin")} == {
        "line.preview.bubbles_html"  # the one renderer of bubbles, as frugal as the stand-in
    }
    renderer = imports(ast.parse(text_of("line/preview.py")))
    assert {name.partition(".")[0] for name in renderer} <= set(sys.stdlib_module_names)


def test_the_layers_are_kept() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run(
        [command, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
    assert re.search(r"Contracts: [3-9] kept, 0 broken", ended.stdout)


def test_every_stylesheet_counts() -> None:
    imported = re.findall(r'@import url\("([^"]+)"\)', text_of("static/css/site.css"))
    assert len(imported) == len(set(imported))
    assert {"site.css", *imported} == {Path(path).name for path in files("static", kind="css")}


def _written_by(call: ast.Call) -> list[object]:
    """The names of the columns or attributes that a call may write."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in {"update", "aupdate", "update_or_create"}:
        return [keyword.arg for keyword in call.keywords]
    if name in {"setattr", "bulk_update", "save", "asave"}:
        return [part.value for part in ast.walk(call) if isinstance(part, ast.Constant)]
    return []
