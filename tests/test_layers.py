"""Who may import whom: the layers, the stand-in, the demo, and the verbs that move a post."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from tests.source_code import PROJECT, ROOMS, findings, imports, text_of

# Absent from the production image.
PRACTICE: Final = ("hachinohe_line/demo/", "line/standin/")
PRACTICE_MODULES: Final = ("hachinohe_line.demo", "line.standin")


def contract(kind: str) -> dict[str, Any]:
    """The one contract of this kind in pyproject.toml."""
    rules = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (found,) = (rule for rule in rules if rule["type"] == kind)
    return dict(found)


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
    # The one renderer of bubbles and the one table of limits, as frugal as the stand-in.
    shared = ("line.standin", "line.preview", "line.messages")
    assert {name for name in ours if not name.startswith(shared)} == set()
    for room in ("line/preview", "line/messages"):
        names = {name for found in findings(imports, room).values() for name in found}
        ours = {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}
        assert {name for name in ours if not name.startswith(shared[1:])} == set()


def test_the_layers_are_kept() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run(
        [command, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
    assert re.search(r"Contracts: [3-9] kept, 0 broken", ended.stdout)


def test_the_contract_about_the_demo_names_every_package_but_the_two_for_practice() -> None:
    forbidden = contract("forbidden")
    divided = {module.partition(".")[0] for module in PRACTICE_MODULES}
    parts = {
        f"{room}.{part.stem}"
        for room in divided
        for part in (PROJECT / room).iterdir()
        if (part.suffix == ".py" and part.stem != "__init__") or (part / "__init__.py").exists()
    }
    assert set(forbidden["source_modules"]) == (
        {room for room in ROOMS if room not in divided} | parts - set(PRACTICE_MODULES)
    )
    assert set(forbidden["forbidden_modules"]) == set(PRACTICE_MODULES)


def test_only_verbs_are_allowed_to_move_a_post() -> None:
    importers = {
        path.removesuffix(".py").replace("/", ".")
        for path, names in findings(imports, *ROOMS).items()
        if {"posts.lifecycle"} & {*names, *(name.rpartition(".")[0] for name in names)}
    }
    assert set(contract("protected")["allowed_importers"]) == importers
