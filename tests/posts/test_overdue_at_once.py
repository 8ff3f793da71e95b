"""What should go out at once is told of the time for a decision, having none of its own."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Staff
from audit.dates_ja import date_and_time
from posts.models import Revision
from posts.overdue import report_overdue
from tests.accounts.sign_in import sign_in
from tests.approvals.acting import browser_of, look, soon
from tests.approvals.deciding import go_on, next_code, send_code
from tests.office import write
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(drafter: Staff, manager: Staff) -> Revision:
    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=False):
        return soon(drafter)


def until(revision: Revision) -> str:
    moment = timezone.localtime(revision.decide_by)
    return f"承認の期限（{moment.hour}時{moment.minute:02d}分）を過ぎ"


def test_the_post_says_so_and_asks_to_set_no_time_right(late: Revision, drafter: Staff) -> None:
    client = browser_of(drafter)
    for address in (late.post.get_absolute_url(), reverse("home")):
        words = Page.of(client.get(address)).words
        assert "配信日時を過ぎ" not in words
        assert "日時を直" not in words
    assert (
        f"承認されないまま、{until(late)}ました。"
        in Page.of(client.get(late.post.get_absolute_url())).words
    )
    assert "取り下げて依頼し直す" in words


def test_page_1_says_so(late: Revision, manager: Staff) -> None:
    words = look(browser_of(manager), late).words
    assert f"{until(late)}たため、承認できません。もう一度依頼してもらうために" in words


def test_page_2_says_so(drafter: Staff, manager: Staff) -> None:
    revision = soon(drafter)
    client = browser_of(manager)
    with time_machine.travel(revision.decide_by, tick=False):
        sign_in(client, manager)
        address = go_on(client, revision)
        number = client.get(address).context["number"]
        page = send_code(client, address, next_code(manager), number=number)
    assert f"{until(revision)}たため承認できません。もう一度依頼してもらうために" in page.words


def test_the_mails_name_the_time_for_a_decision(
    late: Revision, drafter: Staff, manager: Staff
) -> None:
    report_overdue()
    for person in (drafter, manager):
        body = Notice.objects.get(recipient=person, subject__contains="承認の期限切れ").body
        assert f"承認の期限：{date_and_time(late.decide_by)}" in body
        assert "配信日時" not in body
        assert "日時を直" not in body


def test_the_drafter_is_told_how_long_it_waits(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, at_once=True, send_at=None)
    page = Page.of(as_drafter.get(reverse("post_submission", args=[post.pk])))
    assert "依頼してから60分以内に承認されない場合は、配信しません。" in page.words
