"""How a sample 文例 gets onto the shelf of the demo, and a 緊急の文例 its approval."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.models import Staff
from hachinohe_line.demo.proving import code_of
from hachinohe_line.demo.sample_patterns import SamplePattern
from posts.bubbles import new
from posts.models import Pattern
from posts.patterns import approving, keeping
from posts.patterns.gaps import gaps_in


def keep(sample: SamplePattern, drafter: Staff, manager: Staff) -> None:
    """Made by its drafter, and approved by アカウント管理者 where the sample says so."""
    bubbles = [new("text").filled({"text": sample.text})]
    examples = dict(sample.examples)
    today = timezone.localdate()
    pattern = keeping.make(
        keeping.Written(
            title=sample.title,
            category=sample.category,
            bubbles=bubbles,
            gaps=[replace(gap, example=examples.get(gap.name, "")) for gap in gaps_in(bubbles)],
            valid_from=today,
            valid_until=today + timedelta(days=365),
            level=sample.level,
        ),
        actor=drafter,
    )
    if sample.is_approved:
        _approve(pattern, manager)


def _approve(pattern: Pattern, manager: Staff) -> None:
    version = pattern.versions.get()
    proof = approving.begin_approval(version, actor=manager)
    with code_of(manager) as code:
        approving.approve(version, actor=manager, step_up_id=str(proof.pk), code=code)
