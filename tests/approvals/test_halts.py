"""One approved post is stopped by one press, explained afterwards, and counted down until then."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals.counting_down import countdown_of
from approvals.models import Halt
from posts.choices import Status
from posts.models import Post
from tests.approvals.acting import browser_of, soon
from tests.office import approve, schedule
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

REASON = "時刻に誤りがあると電話がありました。"


@pytest.fixture
def post(drafter: Staff, manager: Staff) -> Post:
    return schedule(drafter, manager, send_at=timezone.now() + timedelta(hours=2))


def stop(client: Client, post: Post) -> Page:
    return Page.of(client.post(reverse("post_halt", args=[post.pk]), follow=True))


def test_one_press_stops_and_the_reason_follows(post: Post, as_drafter: Client) -> None:
    assert "配信を止める" in Page.of(as_drafter.get(post.get_absolute_url())).buttons
    page = Page.of(as_drafter.get(reverse("post_halt", args=[post.pk])))
    assert "市民には届きません。" in page.words
    page = stop(as_drafter, post)
    assert "配信を止めました。市民には届いていません。" in page.words
    assert page.headings == ["止めた理由を書く"]
    assert Post.objects.get().status == Status.STOPPED
    address = reverse("post_halt_reason", args=[post.pk])
    page = Page.of(as_drafter.post(address, {"reason": REASON}, follow=True))
    assert "止めた理由を記録しました。" in page.words
    assert REASON in page.words
    assert Halt.objects.get().reason == REASON


def test_until_the_reason_is_written_it_stays_on_the_home_page(
    post: Post, as_drafter: Client, as_manager: Client, as_auditor: Client
) -> None:
    stop(as_drafter, post)
    for client in (as_drafter, as_manager):
        assert f"止めた理由を書く：{post.title}" in Page.of(client.get("/")).buttons
    assert "止めた理由を書く" not in Page.of(as_auditor.get("/")).words
    address = reverse("post_halt_reason", args=[post.pk])
    page = Page.of(as_drafter.post(address, {"reason": " "}))
    assert "止めた理由を入力してください。" in page.errors_at("reason")
    as_manager.post(address, {"reason": REASON})
    assert "止めた理由を書く" not in Page.of(as_drafter.get("/")).words
    assert as_drafter.get(address).status_code == 403


def test_the_home_page_offers_to_stop_what_is_approved(
    post: Post, as_drafter: Client, as_auditor: Client
) -> None:
    label = f"配信を止める：{post.title}"
    assert label in Page.of(as_drafter.get("/")).buttons
    assert label not in Page.of(as_auditor.get("/")).buttons


def test_what_was_stopped_goes_back_to_the_desk(post: Post, as_drafter: Client) -> None:
    stop(as_drafter, post)
    assert "配信を止めた理由が、まだ書かれていません" in Page.of(as_drafter.get("/")).words
    page = Page.of(as_drafter.get(post.get_absolute_url()))
    assert "観光課の工藤 美咲さんが" in page.words
    assert "止めた理由は、まだ書かれていません。" in page.words
    as_drafter.post(reverse("post_reopening", args=[post.pk]))
    assert Post.objects.get().status == Status.DRAFT


def test_others_are_refused_and_nothing_is_stopped(post: Post, as_auditor: Client) -> None:
    for method in (as_auditor.get, as_auditor.post):
        assert method(reverse("post_halt", args=[post.pk])).status_code == 403
    assert Post.objects.get().status == Status.APPROVED


def test_who_comes_second_is_told_who_stopped_it(
    post: Post, as_drafter: Client, as_manager: Client
) -> None:
    stop(as_drafter, post)
    page = stop(as_manager, post)
    assert "工藤 美咲（観光課）さんが" in page.words
    assert "「配信停止」をしました。" in page.words
    assert Halt.objects.count() == 1


def test_a_post_that_was_never_stopped_has_no_reason_to_write(
    post: Post, as_drafter: Client
) -> None:
    assert as_drafter.get(reverse("post_halt_reason", args=[post.pk])).status_code == 404


def counting(client: Client, post: Post, said: int) -> str:
    answer = client.get(reverse("post_countdown", args=[post.pk]), {"said": said})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("left", "words", "spoken"),
    [
        (150, "あと2分30秒で配信します。", ""),
        (61, "あと1分1秒で配信します。", ""),
        (60, "あと1分で配信します。", "あと1分で配信します。"),
        (45, "あと45秒で配信します。", "あと1分で配信します。"),
        (30, "あと30秒で配信します。", "あと30秒で配信します。"),
        (10, "あと10秒で配信します。", "あと10秒で配信します。"),
        (0, "まもなく配信します。", "あと10秒で配信します。"),
        (-5, "まもなく配信します。", "あと10秒で配信します。"),
    ],
)
def test_the_time_left_is_shown_always_and_spoken_at_three_moments(
    left: int, words: str, spoken: str, drafter: Staff, manager: Staff
) -> None:
    approve(soon(drafter), manager)
    post = Post.objects.get()
    assert post.send_at is not None
    with time_machine.travel(post.send_at - timedelta(seconds=left), tick=False):
        client = browser_of(drafter)
        page = counting(client, post, said=0)
        assert f">{words}<" in page
        assert ("hx-swap-oob" in page) == bool(spoken)
        assert spoken in page
        found = countdown_of(post)
        assert found is not None
        assert "hx-swap-oob" not in counting(client, post, said=found.mark)


def test_the_page_of_the_post_and_home_count_down(drafter: Staff, manager: Staff) -> None:
    approve(soon(drafter), manager)
    post, client = Post.objects.get(), browser_of(drafter)
    for address in (post.get_absolute_url(), "/", reverse("post_halt", args=[post.pk])):
        page = Page.of(client.get(address))
        assert "で配信します。" in page.words
        assert [one for one in page.main.iter("p") if one.get("role") == "status"]


def test_nothing_is_counted_down_for_other_posts(post: Post, as_drafter: Client) -> None:
    assert countdown_of(post) is None
    assert counting(as_drafter, post, said=0).strip() == ""
    stop(as_drafter, post)
    assert counting(as_drafter, Post.objects.get(), said=0).strip() == ""
