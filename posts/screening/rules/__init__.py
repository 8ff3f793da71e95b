"""Which rules are there? One in each file of this folder, found by listing it."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from posts.screening.rule import Rule


def _rules() -> tuple[Rule, ...]:
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").RULE for name in names)


RULES: Final[tuple[Rule, ...]] = _rules()
