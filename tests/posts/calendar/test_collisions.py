"""When do posts come too close: within 30 minutes, or more than three on one day?"""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Staff
from posts.choices import Status
from posts.kinds.choices import Kind
from tests.office import write
from tests.posts.calendar.sheets import at, draft, look, on
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

CLOSE = "と30分以内です"


@pytest.mark.parametrize(("minutes", "is_close"), [(0, True), (30, True), (31, False)])
def test_two_within_thirty_minutes_are_said_at_both(
    minutes: int, is_close: bool, drafter: Staff, outsider: Staff, as_auditor: Client
) -> None:
    draft(drafter, "朝市の投稿", "10:00")
    write(outsider, title="ごみの投稿", send_at=at("10:00") + timedelta(minutes=minutes))
    words = on(look(as_auditor), at("10:00"))
    assert words.count(CLOSE) == 2 * is_close
    assert ("10:00の「朝市の投稿」と30分" in words) == is_close


def test_of_many_two_are_named_and_the_others_counted(drafter: Staff, as_auditor: Client) -> None:
    for number in range(5):
        draft(drafter, f"{number}番目", f"10:0{number}")
    words = on(look(as_auditor), at("10:00"))
    assert "10:01の「1番目」、10:02の「2番目」、ほか2件と30分以内" in words


def test_midnight_keeps_no_two_apart(drafter: Staff, as_auditor: Client) -> None:
    draft(drafter, "夜の投稿", "23:50")
    draft(drafter, "未明の投稿", "0:10", days=1)
    page = look(as_auditor)
    assert "0:10の「未明の投稿」と" in on(page, at("23:50"))
    assert "23:50の「夜の投稿」と" in on(page, at("0:10", days=1))


def test_a_collision_is_said_although_the_other_one_is_filtered_out(
    drafter: Staff, outsider: Staff, as_auditor: Client
) -> None:
    draft(drafter, "朝市の投稿", "10:00")
    other = draft(outsider, "ごみの投稿", "10:20")
    words = on(look(as_auditor, section=str(other.section_id)), at("10:00"))
    assert "10:00の「朝市の投稿」と30分以内" in words
    assert "10:20の「ごみの投稿」と" not in words


@pytest.mark.parametrize(
    "status", [Status.WITHDRAWN, Status.REJECTED, Status.STOPPED, Status.FAILED]
)
def test_what_goes_to_nobody_collides_with_nothing(
    status: Status, drafter: Staff, as_auditor: Client
) -> None:
    draft(drafter, "朝市の投稿", "10:00")
    post_in(status, drafter, send_at=at("10:00"))
    assert CLOSE not in on(look(as_auditor), at("10:00"))


def test_a_drill_collides_with_nothing(drafter: Staff, as_auditor: Client) -> None:
    draft(drafter, "朝市の投稿", "10:00")
    write(drafter, title="訓練の投稿", kind=Kind.DRILL, send_at=at("10:00"))
    assert CLOSE not in on(look(as_auditor), at("10:00"))


@pytest.mark.parametrize(("number", "words"), [(3, ""), (4, "この日の配信は4件です。")])
def test_more_than_three_on_a_day_are_said(
    number: int, words: str, drafter: Staff, as_auditor: Client
) -> None:
    for hour in range(number):
        draft(drafter, f"{hour}番目", f"{9 + hour}:00")
    found = on(look(as_auditor), at("9:00"))
    assert words in found
    assert ("件です" in found) == bool(words)
