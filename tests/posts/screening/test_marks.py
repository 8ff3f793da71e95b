"""Every kind of mark that is to be filled in is found by its own pattern, in the text beside it."""

import re

import pytest

from posts.screening.marks import CERTAIN, POSSIBLE, Kind
from posts.screening.normal import normal_form

KINDS = {**CERTAIN, **POSSIBLE}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_the_pattern_of_a_kind_finds_what_is_shown_beside_it(kind: Kind) -> None:
    assert re.search(kind.pattern, normal_form(kind.shown).text, re.MULTILINE)


def test_no_kind_is_named_twice() -> None:
    assert len(KINDS) == len(CERTAIN) + len(POSSIBLE)
