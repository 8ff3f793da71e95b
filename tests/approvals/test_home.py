"""What the first page says of decisions: each post once, what is owed on top, nothing forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions, halting, holding
from posts.models import Post
from tests.approvals.acting import browser_of, correction, soon
from tests.office import approve, ask_approval, schedule
from tests.posts.emergencies.writing import ask_emergency
from tests.posts.pages import Page
from tests.posts.test_home import home, section

pytestmark = pytest.mark.django_db

NOTHING = "投稿について、いま、する作業はありません。"


def test_what_is_put_off_is_marked_and_comes_last(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    held = ask_approval(drafter, title="待つ投稿", send_at=timezone.now() + timedelta(hours=1))
    ask_approval(drafter, title="次の投稿", send_at=timezone.now() + timedelta(hours=2))
    holding.hold(held, actor=manager, reason="会場の返事を待っています。")
    first, second = section(home(as_manager), "tasks")
    assert "次の投稿" in first
    assert "確認する" in first
    assert "待つ投稿 保留" in second
    assert "確認する" not in second
    holding.resume(held, actor=manager)
    first, second = section(home(as_manager), "tasks")
    assert "待つ投稿" in first
    assert "確認する" in first


def test_a_stop_without_a_reason_is_one_task_and_on_top(
    drafter: Staff, colleague: Staff, manager: Staff, as_drafter: Client
) -> None:
    decisions.return_to_drafter(ask_approval(drafter), actor=manager, reason="直してください。")
    post = schedule(drafter, manager, send_at=timezone.now() + timedelta(hours=2), title="止めた")
    halt = halting.halt(post, actor=drafter)
    tasks = section(home(as_drafter), "tasks")
    assert ["止めた" in task for task in tasks] == [True, False]
    assert "止めた理由を書く：止めた" in tasks[0]
    (of_colleague,) = (
        task for task in section(home(browser_of(colleague)), "tasks") if "止めた" in task
    )
    assert "状況を見る" in of_colleague
    halting.explain(halt, actor=drafter, reason="時刻が違いました。")
    (stopped,) = (task for task in section(home(as_drafter), "tasks") if "止めた" in task)
    assert "状況を見る" in stopped


def test_a_report_is_a_task(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    clients = [browser_of(one) for one in (drafter, manager)]
    assert NOTHING in home(clients[0]).words
    approve(revision, manager)
    for client in clients:
        page = home(client)
        assert NOTHING not in page.words
        assert f"事後報告を書く：{revision.post.title}" in section(page, "tasks")[0]


def test_an_emergency_stands_above_what_is_owed(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    approve(ask_emergency(drafter, manager), manager)
    urgent = correction(drafter)
    first, second = section(home(as_manager), "tasks")
    assert urgent.post.title in first
    assert "事後報告を書く" in second


def test_each_post_that_comes_stands_once_with_the_way_to_stop_it(
    drafter: Staff, manager: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    schedule(drafter, manager, send_at=timezone.now() + timedelta(hours=2), title="夕方の投稿")
    approve(soon(drafter), manager)
    now = Post.objects.get(at_once=True)
    page = home(as_drafter)
    (line,) = section(page, "upcoming")
    assert "配信を止める：夕方の投稿" in line
    (line,) = section(page, "going")
    assert "で配信します。" in line
    assert page.buttons.count(f"配信を止める：{now.title}") == 1
    address = reverse("post_halt", args=[now.pk])
    assert [one.get("method") for one in page.main.iter("form") if one.get("action") == address]
    assert not [label for label in home(as_auditor).buttons if "止める" in label]


def test_only_the_next_five_are_listed_and_the_others_are_a_press_away(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    for number in range(1, 8):
        schedule(
            drafter,
            manager,
            send_at=timezone.now() + timedelta(days=number),
            title=f"予約{number}",
        )
        everything = f"これからの配信をすべて見る（{number}件）"
        page = home(as_manager)
        assert len(section(page, "upcoming")) == min(number, 5)
        assert (everything in page.buttons) is (number > 5)
    assert "予約1" in section(page, "upcoming")[0]


def test_a_rejection_is_told_for_a_week(
    drafter: Staff, colleague: Staff, manager: Staff, outsider: Staff
) -> None:
    revision = ask_approval(drafter, title="売出し")
    decisions.reject(revision, actor=manager, reason="特定の店の宣伝にあたります。")
    for days, is_told in ((0, True), (6, True), (8, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            for staff in (drafter, colleague):
                tasks = section(home(browser_of(staff)), "tasks")
                assert any("理由を見る：売出し" in task for task in tasks) is is_told
            assert section(home(browser_of(outsider)), "tasks") == []
    page = Page.of(browser_of(drafter).get(revision.post.get_absolute_url()))
    assert "特定の店の宣伝にあたります。" in page.words


def test_who_audits_finds_the_way_to_the_records(as_auditor: Client, as_drafter: Client) -> None:
    assert "決裁の記録" in home(as_auditor).buttons
    assert "決裁の記録" in Page.of(as_auditor.get(reverse("audit_entries"))).buttons
    assert as_auditor.get(reverse("approval_records")).status_code == 200
    assert "決裁の記録" not in home(as_drafter).buttons


def test_the_page_of_the_post_shows_the_way_while_it_waits(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    revision = ask_approval(drafter)
    address = revision.post.get_absolute_url()
    page = Page.of(as_drafter.get(address))
    (way,) = (one for one in page.main.iter("ol") if one.get("class") == "stages")
    said = " ".join("".join(way.itertext()).split())
    assert f"承認依頼 {drafter.with_section}" in said
    assert f"承認 {manager.with_section}いまここです" in said
    approve(revision, manager)
    page = Page.of(as_drafter.get(address))
    assert not [one for one in page.main.iter("ol") if one.get("class") == "stages"]
