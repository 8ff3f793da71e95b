"""保留 ends with what it stands on: by whoever takes the post back, and for no old page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import Staff
from approvals import holding
from approvals.models import Hold
from posts import drafts, retiming
from posts.models import Post, Revision
from tests.approvals.acting import browser_of, press
from tests.office import ask_approval

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff, manager: Staff) -> Revision:
    revision = ask_approval(drafter)
    holding.hold(revision, actor=manager, reason="電話を待っています。")
    return revision


def test_taking_the_post_back_ends_it(revision: Revision, drafter: Staff) -> None:
    drafts.withdraw(Post.objects.get(), actor=drafter, reason="直す")
    held = Hold.objects.get()
    assert (held.ended_by, held.ended_at is not None) == (drafter, True)
    assert holding.of(revision) is None


@pytest.mark.parametrize("reopened", [False, True])
def test_an_old_page_is_told_who_was_faster(
    revision: Revision, drafter: Staff, manager: Staff, reopened: bool
) -> None:
    drafts.withdraw(Post.objects.get(), actor=drafter, reason="直す")
    if reopened:
        drafts.reopen(Post.objects.get(), actor=drafter)
    page = press(browser_of(manager), "approval_resumption", revision)
    assert "この画面を開いた後に状態が変わりました。" in page.words
    assert Hold.objects.get().ended_by == drafter


def test_a_hand_in_the_post_still_ends_no_hold_that_stands(
    revision: Revision, drafter: Staff
) -> None:
    with pytest.raises(DatabaseError, match="not to be held"), transaction.atomic():
        Hold.objects.update(ended_by=drafter, ended_at=timezone.now())
    assert Hold.objects.get().ended_at is None


def test_its_time_is_not_changed_meanwhile(
    revision: Revision, manager: Staff, deputy: Staff
) -> None:
    later = timezone.now() + timedelta(hours=4)
    with pytest.raises(PermissionDenied, match="日時を変える前に、保留を解いて"):
        retiming.retime(revision, actor=manager, send_at=later)
    holding.resume(revision, actor=manager)
    assert retiming.retime(revision, actor=manager, send_at=later).send_at == later
