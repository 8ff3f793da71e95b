"""Hints about the moment of sending and quick picks: said in words, and never in the way."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import Staff
from posts.models import Post
from posts.timing import hints, picks
from tests.accounts.sign_in import sign_in
from tests.office import ask_approval, write
from tests.posts.pages import Page

NIGHT, WEEKEND = "夜間・早朝", "土曜・日曜"


def at(words: str) -> datetime:
    moment = parse_datetime(f"{words}+09:00")
    assert moment is not None
    return moment


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2027-04-28T10:00", []),
        ("2027-04-28T08:00", []),
        ("2027-04-28T07:59", [NIGHT]),
        ("2027-04-28T20:59", []),
        ("2027-04-28T21:00", [NIGHT]),
        ("2027-04-29T10:00", ["祝日（昭和の日）"]),
        ("2027-04-24T10:00", [WEEKEND]),
        ("2027-04-25T06:00", [NIGHT, WEEKEND]),
        ("2027-12-30T10:00", ["年末年始の閉庁日"]),
    ],
)
def test_night_holidays_and_weekends_are_hinted_at(moment: str, said: list[str]) -> None:
    found = hints(at(moment), ())
    assert len(found) == len(said)
    assert all(hint.words.startswith(words) for hint, words in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        # A Friday, before three days off and the week of 憲法記念日.
        (
            "2027-04-30T15:00",
            ["明日10:00 05-01", "次の平日10:00 05-06", "来週月曜10:00 05-03"],
        ),
        ("2027-04-27T15:00", ["明日10:00 04-28", "来週月曜10:00 05-03"]),
        ("2027-12-28T15:00", ["明日10:00 12-29", "次の平日10:00 01-04", "来週月曜10:00 01-03"]),
    ],
)
def test_quick_picks_know_the_days_on_which_the_office_is_open(
    now: str, offered: list[str]
) -> None:
    assert [f"{pick.words} {pick.moment:%m-%d}" for pick in picks(at(now))] == offered
    assert all((pick.moment.hour, pick.moment.minute) == (10, 0) for pick in picks(at(now)))


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, send_at=None)


def typed(moment: datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {"send_on": f"{local:%Y-%m-%d}", "send_time": f"{local:%H:%M}", "embargo_on": ""}


@pytest.mark.django_db
def test_the_weekday_and_the_holiday_stand_beside_the_date(post: Post, as_drafter: Client) -> None:
    moment = at("2027-04-29T10:00")
    fragment = Page.of(as_drafter.post(f"/posts/{post.pk}/timing/", typed(moment)))
    assert "2027年4月29日（木・祝）10:00 昭和の日" in fragment.words
    sent = {**typed(moment), "version": "1", "audience": "everyone", "save": ""}
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", sent, follow=True))
    assert "2027年4月29日（木・祝）10:00 昭和の日" in page.words
    assert Post.objects.get().send_at == moment


@pytest.mark.django_db
def test_a_post_within_the_hour_is_named_with_a_link(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    moment = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    other = ask_approval(colleague, title="となりの配信", send_at=moment + timedelta(minutes=59))
    ask_approval(colleague, title="一時間後の配信", send_at=moment + timedelta(minutes=60))
    fragment = as_drafter.post(f"/posts/{post.pk}/timing/", typed(moment)).content.decode()
    assert "前後1時間以内に、ほかの配信があります。" in fragment
    assert other.post.get_absolute_url() in fragment
    assert "一時間後の配信" not in fragment


@pytest.mark.django_db
def test_more_than_three_on_one_day_are_said(
    post: Post, colleague: Staff, drafter: Staff, as_drafter: Client
) -> None:
    with time_machine.travel("2027-04-20 09:00+09:00", tick=False):
        sign_in(as_drafter, drafter)
        for hour in (9, 12, 15):
            found = Page.of(
                as_drafter.post(f"/posts/{post.pk}/timing/", typed(at("2027-04-28T18:00")))
            )
            assert "この日の配信は" not in found.words
            ask_approval(colleague, send_at=at(f"2027-04-28T{hour:02}:00"))
        found = Page.of(as_drafter.post(f"/posts/{post.pk}/timing/", typed(at("2027-04-28T18:00"))))
    assert "この日の配信は、これで4件になります。" in found.words


@pytest.mark.django_db
def test_a_quick_pick_fills_the_boxes_and_saves_nothing(post: Post, as_drafter: Client) -> None:
    sent = {"pick": "2027-04-29T10:00", "version": "1", "send_on": "", "send_time": ""}
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", sent))
    assert (page.value_of("send_on"), page.value_of("send_time")) == ("2027-04-29", "10:00")
    fragment = Page.of(as_drafter.post(f"/posts/{post.pk}/timing/", sent))
    assert fragment.value_of("send_on") == "2027-04-29"
    assert Post.objects.get().send_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("pick", ["あした", "2027-02-30T10:00", "2027-04-29T10:00Z", "0001-01-01"])
def test_a_made_up_pick_changes_nothing(pick: str, post: Post, as_drafter: Client) -> None:
    sent = {"pick": pick, "version": "1", "send_on": "2027-05-01", "send_time": "09:00"}
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", sent))
    assert (page.status, page.value_of("send_on")) == (200, "2027-05-01")


@pytest.mark.django_db
def test_what_is_under_embargo_is_not_named_to_others(
    embargoed: Post, outsider: Staff, drafter: Staff
) -> None:
    moment = embargoed.send_at
    assert moment is not None
    client = Client()
    sign_in(client, outsider)
    own = write(outsider)
    found = client.post(f"/posts/{own.pk}/timing/", typed(moment)).content.decode()
    assert embargoed.title not in found
