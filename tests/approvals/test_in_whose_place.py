"""What was decided in place of アカウント管理者 says so wherever it is told."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Notice, Staff
from approvals import decisions
from approvals.reminding import remind_everybody
from posts.models import Post, Revision
from tests.approvals.acting import away
from tests.office import ask_approval
from tests.posts.emergencies.writing import ask_emergency
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

AS_DEPUTY = "代決（アカウント管理者が不在）"


@pytest.fixture
def revision(drafter: Staff, manager: Staff, deputy: Staff) -> Revision:
    away(manager)
    return ask_approval(drafter)


def opened(client: Client) -> Page:
    return Page.of(client.get(Post.objects.get().get_absolute_url()))


def history(page: Page) -> str:
    (found,) = (one for one in page.main.iter("ol") if one.get("class") == "history")
    return words_of(found)


def mail(staff: Staff, subject: str) -> str:
    return Notice.objects.get(recipient=staff, subject__contains=subject).body


def test_a_return(revision: Revision, drafter: Staff, deputy: Staff, as_drafter: Client) -> None:
    decisions.return_to_drafter(revision, actor=deputy, reason="時刻が違います。")
    page = opened(as_drafter)
    assert f"石田 浩さんが{AS_DEPUTY}として差し戻しました。" in page.words
    assert AS_DEPUTY in history(page)
    assert "石田 浩さんが代決として差し戻しました。" in mail(drafter, "差戻し")


def test_a_rejection(revision: Revision, drafter: Staff, deputy: Staff, as_drafter: Client) -> None:
    decisions.reject(revision, actor=deputy, reason="宣伝にあたります。")
    page = opened(as_drafter)
    assert f"石田 浩さんが{AS_DEPUTY}として" in page.words
    assert AS_DEPUTY in history(page)
    assert "石田 浩さんが代決として却下しました。" in mail(drafter, "却下")


def test_the_manager_returns_as_nobody_else(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    decisions.return_to_drafter(ask_approval(drafter), actor=manager, reason="時刻が違います。")
    page = opened(as_drafter)
    assert "田中 恵子さんが差し戻しました。" in page.words
    assert "アカウント管理者" not in history(page)
    assert "田中 恵子さんが差し戻しました。" in mail(drafter, "差戻し")


def test_the_request_and_the_reminder_say_why_a_deputy_is_asked(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    away(manager)
    revision = ask_approval(drafter, at_once=True, send_at=None)
    why = "アカウント管理者が不在のため、代決の依頼です。"
    assert why in mail(deputy, "承認の依頼")
    with time_machine.travel(revision.submitted_at + timedelta(minutes=20), tick=False):
        remind_everybody()
    assert why in mail(deputy, "承認をお待ちしています")


def test_of_an_emergency_each_is_told_as_what_they_are_asked(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    ask_emergency(drafter, manager)
    assert "急ぎの投稿のため、代決の依頼です。" in mail(deputy, "承認の依頼")
    assert "代決の依頼" not in mail(manager, "承認の依頼")


def test_who_had_a_hand_in_it_is_named_as_the_reason(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    ask_approval(manager)
    expected = "アカウント管理者がこの投稿に関わったため、代決の依頼です。"
    assert expected in mail(deputy, "承認の依頼")
