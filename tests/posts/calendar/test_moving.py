"""How a draft is moved in 予定表: by whom, to when, and never over what another one saved."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from posts import drafts
from posts.calendar.moving import move
from posts.choices import Status
from posts.models import Contribution, Post
from posts.moves import ChangedMeanwhile
from tests.accounts.sign_in import sign_in
from tests.office import content, write
from tests.posts.calendar.sheets import at, draft, look, on, undated
from tests.posts.pages import Page
from tests.posts.racing import at_once
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


def sent_to(client: Client, post: Post, **typed: str) -> Page:
    """The answer to この投稿を移す, led on to 予定表 when it was moved."""
    values = {"version": str(post.version), **typed}
    address = f"/calendar/posts/{post.pk}/move/"
    return Page.of(client.post(address, values, follow=True))


def time_of(post: Post) -> object:
    return Post.objects.get(pk=post.pk).send_at


def test_a_day_is_chosen_and_the_time_of_day_stays(drafter: Staff, as_drafter: Client) -> None:
    post = draft(drafter, "動かす投稿", "16:45")
    page = sent_to(as_drafter, post, send_on=f"{at('0:00', days=3):%Y-%m-%d}")
    assert time_of(post) == at("16:45", days=3)
    assert "「動かす投稿」を" in page.words
    assert "16:45に移しました。" in page.words
    assert "動かす投稿" in on(page, at("16:45", days=3))


def test_day_and_time_are_typed(drafter: Staff, as_drafter: Client) -> None:
    post = draft(drafter, "動かす投稿")
    sent_to(as_drafter, post, send_on=f"{at('0:00', days=1):%Y-%m-%d}", send_time="09:10")
    assert time_of(post) == at("9:10", days=1)


@pytest.mark.parametrize("days", [-7, -1, 1, 7])
def test_a_button_moves_it_by_days_whatever_stands_in_the_boxes(
    days: int, drafter: Staff, as_drafter: Client
) -> None:
    post = draft(drafter, "動かす投稿", "16:45")
    sent_to(as_drafter, post, send_on="2000-01-01", send_time="01:00", shift=str(days))
    assert time_of(post) == at("16:45", days=days)


def test_a_draft_without_a_time_gets_ten_o_clock(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, title="未定の投稿", send_at=None)
    sent_to(as_drafter, post, send_on=f"{at('0:00'):%Y-%m-%d}")
    assert time_of(post) == at("10:00")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"send_on": "2026-01-05"}, "配信日時が過ぎています。"),
        ({"send_on": "2099-01-05"}, "配信日時が1年以上先です。"),
        ({"send_on": ""}, "配信日を入力してください。"),
        ({"send_on": "2027-02-30"}, "配信日を、例のように入力してください"),
        ({"send_on": "2027-04-29", "send_time": ""}, "配信時刻を入力してください。"),
        ({"send_on": "2027-04-29", "shift": "99", "send_time": "x"}, "配信時刻を、例のように"),
    ],
)
def test_what_is_no_time_to_come_is_refused_in_words(
    typed: dict[str, str], words: str, drafter: Staff, as_drafter: Client
) -> None:
    post = draft(drafter, "動かす投稿")
    assert words in sent_to(as_drafter, post, **typed).words
    assert time_of(post) == post.send_at


def test_nothing_moves_before_its_embargo(embargoed: Post, as_drafter: Client) -> None:
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
    page = sent_to(as_drafter, embargoed, send_on=tomorrow, send_time="00:00")
    assert "解禁日時より前です。" in page.words
    assert time_of(embargoed) == embargoed.send_at


def test_a_move_is_a_save_in_the_history_and_in_the_trail(drafter: Staff, colleague: Staff) -> None:
    post = draft(drafter, "動かす投稿")
    move(post, actor=colleague, version=post.version, send_at=at("11:00"))
    assert post.contributions.filter(staff=colleague, kind=Contribution.Kind.EDITED).exists()
    entry = Entry.objects.get(action=Action.POST_EDITED)
    assert (entry.actor_id, entry.detail) == (colleague.as_actor().id, {"version": 2})


def test_of_two_who_move_the_same_draft_the_second_is_told(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = draft(drafter, "動かす投稿")
    move(post, actor=colleague, version=post.version, send_at=at("11:00", days=2))
    stale = Post(pk=post.pk, version=1)
    page = sent_to(as_drafter, stale, send_on=f"{at('0:00', days=5):%Y-%m-%d}", send_time="09:00")
    assert page.status == 409
    assert "ほかの職員が先に保存したため、移していません。" in page.words
    assert time_of(post) == at("11:00", days=2)
    # What was chosen stands in the form, ready for a second press that knows the new version.
    assert page.value_of("send_on") == f"{at('0:00', days=5):%Y-%m-%d}"
    assert page.value_of("version") == str(post.version)


@pytest.mark.django_db(transaction=True)
def test_two_movers_at_the_same_instant_do_not_overwrite_each_other(
    drafter: Staff, colleague: Staff
) -> None:
    post = draft(drafter, "動かす投稿")

    def by(actor: Staff, days: int) -> int:
        try:
            mine = Post.objects.get(pk=post.pk)
            move(mine, actor=actor, version=1, send_at=at("10:00", days=days))
        except ChangedMeanwhile:
            return 0
        return days

    moved = at_once([lambda: by(drafter, 1), lambda: by(colleague, 2)])
    assert sorted(map(bool, moved)) == [False, True]
    assert time_of(post) == at("10:00", days=sum(moved))


def test_a_move_over_an_edit_in_between_is_refused(drafter: Staff, colleague: Staff) -> None:
    post = draft(drafter, "動かす投稿")
    drafts.edit(Post.objects.get(), actor=colleague, version=1, fields=content(text="直した本文"))
    with pytest.raises(ChangedMeanwhile):
        move(post, actor=drafter, version=1, send_at=at("11:00"))
    assert Post.objects.get().text == "直した本文"


@pytest.mark.parametrize("who", ["outsider", "auditor", "manager", "administrator", "reviewer"])
def test_nobody_moves_a_draft_who_may_not_edit_it(
    who: str, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    post, staff = draft(drafter, "動かす投稿"), request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        move(post, actor=staff, version=1, send_at=at("11:00"))
    browser = Client()
    sign_in(browser, staff)
    assert "移す" not in look(browser).buttons
    assert sent_to(browser, post, send_on="2027-04-29").status == 403
    assert time_of(post) == post.send_at


@pytest.mark.parametrize("status", [one for one in Status if one not in ("draft", "returned")])
def test_only_what_is_on_the_desk_moves(status: Status, drafter: Staff) -> None:
    post = post_in(status, drafter, send_at=at("10:00"))
    with pytest.raises(PermissionDenied):
        move(post, actor=drafter, version=post.version, send_at=at("11:00"))
    assert time_of(post) == at("10:00")


def test_what_goes_at_once_is_not_given_a_day(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, title="すぐの投稿", send_at=None, at_once=True)
    assert "移す" not in undated(look(as_drafter))
    assert sent_to(as_drafter, post, send_on=f"{at('0:00'):%Y-%m-%d}").status == 403
    assert time_of(post) is None
