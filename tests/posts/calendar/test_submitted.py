"""A submitted post is not moved in place: 予定表 says how its time changes, and leads there."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post, Revision
from tests.accounts.sign_in import sign_in
from tests.office import ask_approval
from tests.posts.calendar.sheets import at, look
from tests.posts.pages import Page, words_of
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(drafter: Staff) -> Revision:
    return ask_approval(drafter, title="承認を待つ投稿", send_at=at("10:00"))


def ways(client: Client, post: Post) -> tuple[Page, dict[str, str]]:
    page = Page.of(client.get(f"/calendar/posts/{post.pk}/move/"))
    assert "もう一度承認が必要です。" in page.words
    return page, {words_of(link): link.get("href") or "" for link in page.main.iter("a")}


def test_the_drafter_is_led_to_the_withdrawal(waiting: Revision, as_drafter: Client) -> None:
    (link,) = [one for one in look(as_drafter).buttons if one.startswith("日時を変えるには")][:1]
    assert "承認を待つ投稿" in link
    _, found = ways(as_drafter, waiting.post)
    assert found["取り下げる"] == reverse("post_withdrawal", args=[waiting.post_id])
    assert "決裁する人として、配信日時を変える" not in found


def test_who_decides_is_led_to_the_change_of_time(waiting: Revision, as_manager: Client) -> None:
    assert any(one.startswith("日時を変えるには") for one in look(as_manager).buttons)
    _, found = ways(as_manager, waiting.post)
    address = found["決裁する人として、配信日時を変える"]
    assert address == reverse("approval_retiming", args=[waiting.pk])
    assert as_manager.get(address).status_code == 200


def test_of_an_approved_post_the_drafter_is_led_to_the_stop(
    drafter: Staff, as_drafter: Client
) -> None:
    post = post_in(Status.APPROVED, drafter, send_at=at("10:00"))
    page, found = ways(as_drafter, post)
    assert found["投稿の画面"] == post.get_absolute_url()
    assert "取り下げる" not in found
    assert "配信を止める" in page.words


def test_others_are_not_led_there_and_read_whom_to_ask(waiting: Revision, outsider: Staff) -> None:
    browser = Client()
    sign_in(browser, outsider)
    assert not any(one.startswith("日時を変えるには") for one in look(browser).buttons)
    page, found = ways(browser, waiting.post)
    assert "日時を変えられるのは、" in page.words
    assert not {"取り下げる", "投稿の画面"} & set(found)


@pytest.mark.parametrize("who", ["drafter", "manager"])
def test_a_press_changes_nothing(
    who: str, waiting: Revision, manager: Staff, request: pytest.FixtureRequest
) -> None:
    browser = Client()
    sign_in(browser, request.getfixturevalue(who))
    answer = browser.post(
        f"/calendar/posts/{waiting.post_id}/move/",
        {"version": waiting.post.version, "send_on": f"{at('0:00', days=2):%Y-%m-%d}"},
    )
    assert answer.status_code == 403
    post = Post.objects.get()
    assert (post.send_at, post.status) == (at("10:00"), Status.IN_APPROVAL)
    assert post.revisions.count() == 1
