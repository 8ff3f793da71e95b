"""Whoever asked for an approval sees that it was put off: by whom, when and why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Staff
from approvals import holding
from audit.dates_ja import date_and_time
from posts.models import Revision
from tests.office import ask_approval
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

REASON = "会場の返事を待っています。"


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def marks(client: Client, view: str) -> list[str]:
    page = Page.of(client.get(reverse(view)))
    return [words_of(one) for one in page.main.iter("span") if one.get("class") == "mark"]


def mail(staff: Staff, subject: str) -> str:
    return Notice.objects.get(recipient=staff, subject__contains=f"{subject}：").body


def test_the_post_says_by_whom_when_and_why(
    revision: Revision, manager: Staff, as_drafter: Client
) -> None:
    held = holding.hold(revision, actor=manager, reason=REASON)
    words = Page.of(as_drafter.get(revision.post.get_absolute_url())).words
    when = date_and_time(held.held_at)
    assert f"情報政策課の田中 恵子さんが、{when}に保留にしました。{REASON}" in words
    holding.resume(revision, actor=manager)
    page = Page.of(as_drafter.get(revision.post.get_absolute_url()))
    assert "保留にしました" not in page.words


@pytest.mark.parametrize("view", ["home", "post_list"])
def test_lists_mark_it_as_long_as_it_is_put_off(
    view: str, revision: Revision, manager: Staff, as_drafter: Client
) -> None:
    assert "保留" not in marks(as_drafter, view)
    holding.hold(revision, actor=manager, reason=REASON)
    assert "保留" in marks(as_drafter, view)
    holding.resume(revision, actor=manager)
    assert "保留" not in marks(as_drafter, view)


def test_mails_say_so(revision: Revision, drafter: Staff, manager: Staff) -> None:
    holding.hold(revision, actor=manager, reason=REASON)
    assert f"田中 恵子さんが保留にしました。\n\n理由：\n{REASON}" in mail(drafter, "保留")
    holding.resume(revision, actor=manager)
    assert "田中 恵子さんが保留を解きました。" in mail(drafter, "保留の解除")


def test_under_embargo_the_mail_does_not_say_why(drafter: Staff, manager: Staff) -> None:
    until = timezone.now() + timedelta(days=1)
    revision = ask_approval(drafter, send_at=until + timedelta(days=1), embargo_until=until)
    holding.hold(revision, actor=manager, reason=REASON)
    body = mail(drafter, "保留")
    assert "保留にしました" in body
    assert REASON not in body
