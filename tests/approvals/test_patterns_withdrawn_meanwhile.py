"""An emergency whose 緊急の文例 was retired or replaced after the request does not go out."""

import pytest
from django.test import Client

from accounts.models import Staff
from approvals import decisions
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from posts.models import Pattern, Post, Revision
from posts.patterns import keeping
from tests.approvals.deciding import read_page
from tests.office import approve
from tests.posts.emergencies.writing import anew, ask_emergency

pytestmark = pytest.mark.django_db


def pattern() -> Pattern:
    version = Post.objects.get().written_from
    assert version is not None
    return version.pattern


def test_of_a_retired_one_nothing_is_approved(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = ask_emergency(drafter, manager)
    assert "承認へ進む" in read_page(as_manager, revision).buttons
    keeping.retire(pattern(), actor=drafter, reason="避難所に誤り")
    with pytest.raises(decisions.NowWrong, match="廃止"):
        approve(revision, manager)
    page = read_page(as_manager, revision)
    assert "承認へ進む" not in page.buttons
    assert "廃止" in page.words
    assert not Decision.objects.exists()


def test_of_a_replaced_one_nothing_is_approved(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    anew(pattern(), drafter)
    with pytest.raises(decisions.NowWrong):
        approve(revision, manager)


def test_one_retired_after_the_approval_stops_the_worker(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    approve(revision, manager)
    assert approval_of(Revision.objects.get(pk=revision.pk)).decider == manager
    keeping.retire(pattern(), actor=drafter, reason="避難所に誤り")
    with pytest.raises(NotApproved, match="緊急の文例"):
        approval_of(Revision.objects.get(pk=revision.pk))
