"""The 緊急の文例 of the demo can be used as they are: filled in, nothing is odd about them."""

import uuid

import pytest
from django.utils import timezone

from accounts.models import Staff
from hachinohe_line.demo import pattern_shelf
from hachinohe_line.demo.sample_emergencies import EMERGENCIES
from hachinohe_line.demo.sample_patterns import SamplePattern
from posts.emergencies import writing
from posts.kinds.choices import Level
from posts.kinds.levels import facts_of
from posts.models import Pattern
from posts.patterns import approving
from posts.readiness import what_holds_back
from tests.accounts.sign_in import enrol
from tests.posts.emergencies.writing import approve_pattern, crisis_drafter


@pytest.mark.parametrize("sample", EMERGENCIES, ids=[sample.title for sample in EMERGENCIES])
def test_each_one_can_be_asked_for_as_soon_as_it_is_filled_in(
    sample: SamplePattern, manager: Staff
) -> None:
    drafter = crisis_drafter()
    enrol(manager)
    pattern_shelf.keep(sample, drafter, manager)
    pattern = Pattern.objects.select_related("current").get()
    assert (not approving.why_not_use(pattern, timezone.localdate())) == sample.is_approved
    if not sample.is_approved:
        approve_pattern(pattern, manager)
    post = writing.write(
        pattern,
        dict(sample.examples),
        level_typed=facts_of(sample.level).word,
        actor=drafter,
        origin=uuid.uuid4(),
    )
    assert what_holds_back(post, at=timezone.now()) == {}


def test_there_is_one_for_each_level_and_one_that_waits() -> None:
    assert {sample.level for sample in EMERGENCIES if sample.is_approved} == set(Level.values)
    assert any(not sample.is_approved for sample in EMERGENCIES)
