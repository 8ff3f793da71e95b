"""What the house rules say about the source itself: sizes, names, and where a state may change."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.source_code import ROOMS, files, findings, imports, text_of

LONGEST, LONG = 400, 250
# Each with the reason why it was not split.
LONG_FILES: Final[dict[str, str]] = {}
LONGEST_FUNCTION = 40
LONG_FUNCTIONS: Final = {
    "hachinohe_line/demo/sample_posts.py:_weeks_ahead": "texts of sample posts, one after another",
    "hachinohe_line/demo/sample_posts.py:_on_the_desk": "texts of sample posts, one after another",
}
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
LATER: Final = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
NO_TEST: Final = {"skip", "skipif", "xfail", "importorskip"}
NO_LIBRARY: Final = {"mock", "unittest.mock", "pytest_mock"}


def moves(tree: ast.AST) -> Iterator[str]:
    """Every change of a `status` or a `state`."""
    for node in ast.walk(tree):
        names: list[object] = []
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            names = [node.attr]
        elif isinstance(node, ast.Call):
            names = _written_by(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            names = _keys_of(node.value)  # to be spread over an update
        line = getattr(node, "lineno", 0)
        yield from (f"line {line}" for name in names if name in ("status", "state"))


def long_functions(tree: ast.AST) -> Iterator[str]:
    """The names of functions that are longer than a screen, docstring and all."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            if last - node.lineno + 1 > LONGEST_FUNCTION:
                yield node.name


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
    long = {path for path, length in lengths.items() if length > LONG}
    assert long == {path for path in LONG_FILES if path.endswith(f".{kind}")}


def test_no_function_is_too_long_to_be_kept_in_mind() -> None:
    long = {
        f"{path}:{name}"
        for path, names in findings(long_functions, *ROOMS).items()
        for name in names
    }
    assert long == set(LONG_FUNCTIONS)


def test_a_long_function_is_recognised() -> None:
    body = "".join(f"    x{number} = 1\n" for number in range(LONGEST_FUNCTION))
    assert list(long_functions(ast.parse(f"def f() -> None:\n{body}"))) == ["f"]
    assert list(long_functions(ast.parse("def f() -> None:\n    x = 1\n"))) == []


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
        "Post.objects.get_or_create(pk=1, defaults={'status': 'sent'})",
        "Broadcast.objects.create(state='failed')",
        "change = {'status': 'sent'}",
    ],
)
def test_a_change_of_a_state_is_recognised(code: str) -> None:
    assert list(moves(ast.parse(code)))


def test_a_state_changes_in_its_own_modules_only() -> None:
    assert set(findings(moves, *ROOMS)) == MOVERS


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


def test_every_stylesheet_counts() -> None:
    imported = re.findall(r'@import url\("([^"]+)"\)', text_of("static/css/site.css"))
    assert len(imported) == len(set(imported))
    assert {"site.css", *imported} == {Path(path).name for path in files("static", kind="css")}


def _written_by(call: ast.Call) -> list[object]:
    """The names of the columns or attributes that a call may write."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in {"update", "aupdate", "create", "update_or_create", "get_or_create"}:
        defaults = [keyword.value for keyword in call.keywords if keyword.arg == "defaults"]
        spread = [
            key for found in defaults if isinstance(found, ast.Dict) for key in _keys_of(found)
        ]
        return [*(keyword.arg for keyword in call.keywords), *spread]
    if name in {"setattr", "bulk_update", "save", "asave"}:
        return [part.value for part in ast.walk(call) if isinstance(part, ast.Constant)]
    return []


def _keys_of(found: ast.Dict) -> list[object]:
    return [key.value for key in found.keys if isinstance(key, ast.Constant)]
