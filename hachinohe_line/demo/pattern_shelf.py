"""How a sample 文例 gets onto the shelf of the demo, and a 緊急の文例 its approval."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import Authenticator, Staff
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
    device = Authenticator.objects.get(user=manager)
    proof = approving.begin_approval(version, actor=manager)
    approving.approve(
        version,
        actor=manager,
        step_up_id=str(proof.pk),
        code=f"{TOTP(device.bin_key).token():06}",
    )
    # A code is good for one use, and the next sample must not wait for another one.
    Authenticator.objects.filter(pk=device.pk).update(last_t=-1)
