"""What goes out soon counts as what went out: nothing is sent twice because both were waiting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Staff
from posts.answering.recent import recent_posts
from posts.choices import Status
from posts.models import Post
from tests.office import approve, ask_approval, write

pytestmark = pytest.mark.django_db


def approved(drafter: Staff, manager: Staff, **changes: object) -> Post:
    revision = ask_approval(drafter, **changes)
    approve(revision, manager)
    return Post.objects.get(pk=revision.post_id)


def test_an_approved_post_is_among_them_and_is_not_said_to_be_sent(
    drafter: Staff, manager: Staff
) -> None:
    post = approved(drafter, manager, title="春の清掃")
    assert post.status == Status.APPROVED
    (recent,) = recent_posts(timezone.now())
    assert (recent.title, recent.is_sent) == ("春の清掃", False)


def test_a_post_under_embargo_is_told_by_its_number_only(drafter: Staff, manager: Staff) -> None:
    soon = timezone.now() + timedelta(minutes=30)
    post = approved(drafter, manager, title="合併の発表", embargo_until=soon)
    (recent,) = recent_posts(timezone.now())
    assert "合併" not in recent.title
    assert str(post.pk) in recent.title


def test_what_nobody_decided_on_does_not_count(drafter: Staff) -> None:
    write(drafter)
    ask_approval(drafter)
    assert recent_posts(timezone.now()) == ()
