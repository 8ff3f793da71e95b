"""After 14 days no deputy decides on a correction because it is urgent, whichever way is taken."""

from datetime import timedelta
from typing import Final

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Staff
from approvals.decisions import reject
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from posts.models import Post, Revision
from posts.routing.deciders import authority_of, first_to_decide
from posts.sealing import seal
from tests.approvals.acting import away, correction
from tests.office import approve, tamper

pytestmark = pytest.mark.django_db

OLD: Final = timedelta(days=14, minutes=1)


def original_sent(revision: Revision, ago: timedelta) -> None:
    original = Post.objects.get(pk=revision.post_id).original
    assert original is not None
    moment = timezone.now() - ago
    tamper("UPDATE posts_post SET send_at = %s WHERE id = %s", [moment, original.pk])


def decided(revision: Revision, deputy: Staff) -> Decision:
    return approve(revision, deputy, ground_words="待てないため")


def current() -> Revision:
    return Decision.objects.get().revision


def test_the_verb_asks_about_the_moment(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    post = correction(drafter).post
    revision = Revision.objects.get(post=post)
    original_sent(revision, OLD)
    with pytest.raises(PermissionDenied):
        decided(revision, deputy)
    with pytest.raises(PermissionDenied):
        reject(Revision.objects.get(pk=revision.pk), actor=deputy, reason="重複")
    asked = Post.objects.get(pk=post.pk)
    before = timezone.now() - timedelta(minutes=2)
    assert authority_of(deputy, asked) is None
    assert authority_of(deputy, asked, at=before) is not None


def test_in_an_absence_the_deputy_still_decides(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    original_sent(revision, OLD)
    away(manager)
    assert decided(revision, deputy).ground == "absence"
    assert approval_of(current()).decider == deputy


def test_the_worker_asks_about_the_moment_of_the_decision(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    original_sent(revision, timedelta(days=13, hours=23, minutes=59))
    decided(revision, deputy)
    assert approval_of(current()).decider == deputy
    original_sent(revision, OLD)
    with pytest.raises(NotApproved, match="決裁できる人ではありません"):
        approval_of(current())


def test_the_worker_goes_by_what_was_sealed_as_well(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    sent_at = revision.canonical.split('"sent_at":"')[1].split('"')[0]
    old = (timezone.now() - OLD).isoformat()
    other = revision.canonical.replace(f'"sent_at":"{sent_at}"', f'"sent_at":"{old}"')
    # As if it had been asked about so late; then somebody moved the time of the original.
    tamper(
        "UPDATE posts_revision SET canonical = %s, digest = %s WHERE id = %s",
        [other, seal(other), revision.pk],
    )
    decided(revision, deputy)
    with pytest.raises(NotApproved, match="決裁できる人ではありません"):
        approval_of(current())


def test_a_correction_of_what_was_weighty_asks_the_manager_even_while_away(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    post = correction(drafter).post
    tamper("UPDATE posts_post SET is_weighty = true", [])
    away(manager)
    asked = Post.objects.get(pk=post.pk)
    first = first_to_decide(asked)
    assert first is not None
    assert first.staff == manager
    assert authority_of(deputy, asked) is None
