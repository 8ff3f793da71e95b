"""What another calendar gets with a personal address: little, and only as long as it may."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

import icalendar
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts import calendar_keys, leaks
from accounts.models import CalendarKey, Staff
from hachinohe_line.log_lines import WithoutSecrets, written
from posts.choices import Status
from posts.models import Post
from tests.fingerprints import rows
from tests.office import out_of_office, tamper, write
from tests.posts.calendar.sheets import at, draft
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


def events(staff: Staff) -> dict[str, icalendar.Component]:
    """What the calendar of that person gets, by the titles."""
    answer = Client().get(f"/calendar/feed/{calendar_keys.make(staff)}.ics")
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content)
    return {str(one["SUMMARY"]): one for one in found.walk("VEVENT")}


def test_title_state_and_time_with_a_link_and_no_word_of_the_post(drafter: Staff) -> None:
    post = draft(drafter, "朝市, その他; 改行\\なし", "9:05")
    answer = Client().get(f"/calendar/feed/{calendar_keys.make(drafter)}.ics")
    assert "開庁時間をご案内します" not in answer.content.decode()
    (found,) = events(drafter).values()
    assert str(found["SUMMARY"]) == "［下書き］朝市, その他; 改行\\なし"
    assert found.decoded("DTSTART") == at("9:05")
    assert str(found["URL"]) == f"{settings.SITE_URL}/posts/{post.pk}/"
    assert Client().get(f"/posts/{post.pk}/").status_code == 302  # to the sign-in


@pytest.mark.parametrize("status", list(Status))
def test_every_state_is_said_and_is_certain_only_when_decided(
    status: Status, drafter: Staff
) -> None:
    post_in(status, drafter, title="投稿")
    (found,) = events(drafter).items()
    assert found[0] == f"［{status.label}］投稿"
    expected = {
        **dict.fromkeys(("approved", "sending", "sent"), "CONFIRMED"),
        **dict.fromkeys(("withdrawn", "rejected", "stopped", "failed"), "CANCELLED"),
    }
    assert found[1]["STATUS"] == expected.get(status, "TENTATIVE")


def test_a_title_under_embargo_is_a_number(embargoed: Post, drafter: Staff) -> None:
    (title,) = events(drafter)
    assert title == f"［下書き］解禁前の投稿（番号{embargoed.pk}）"


def test_a_title_of_what_may_not_be_published_is_a_number(drafter: Staff) -> None:
    post = write(drafter, title="秘密の件名", confidentiality="2")
    (title,) = events(drafter)
    assert title == f"［下書き］公表できない投稿（番号{post.pk}）"


def test_other_sections_do_not_get_what_they_may_not_read(embargoed: Post, outsider: Staff) -> None:
    assert events(outsider) == {}


def test_it_is_private_and_needs_no_session(drafter: Staff) -> None:
    before = calendar_keys.make(drafter)
    standing = rows()
    answer = Client().get(f"/calendar/feed/{before}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=900"
    assert not answer.cookies
    assert rows() == standing


def status_of(key: str) -> int:
    return Client().get(f"/calendar/feed/{key}.ics").status_code


def test_suspended_people_and_those_without_a_role_get_nothing(
    drafter: Staff, colleague: Staff, outsider: Staff
) -> None:
    suspended, ended, due = (calendar_keys.make(one) for one in (drafter, colleague, outsider))
    assert {status_of(key) for key in (suspended, ended, due)} == {200}
    Staff.objects.filter(pk=drafter.pk).update(is_active=False)
    out_of_office(colleague)
    Staff.objects.filter(pk=outsider.pk).update(must_change_password=True)
    assert {status_of(key) for key in (suspended, ended, due)} == {404}


@pytest.mark.parametrize("key", ["x", "0" * 43, "%00", "あ", "x" * 500])
def test_a_key_that_is_none_is_not_found(key: str, drafter: Staff) -> None:
    calendar_keys.make(drafter)
    assert status_of(key) == 404


def test_a_revoked_key_is_not_found_and_a_new_one_takes_its_place(drafter: Staff) -> None:
    first = calendar_keys.make(drafter)
    second = calendar_keys.make(drafter)
    assert (status_of(first), status_of(second)) == (404, 200)
    assert calendar_keys.end(drafter, actor=drafter)
    assert status_of(second) == 404
    assert not calendar_keys.end(drafter, actor=drafter)


def test_a_reported_leak_shuts_the_address_too(drafter: Staff) -> None:
    key = calendar_keys.make(drafter)
    leaks.report(drafter, actor=drafter, note="")
    Staff.objects.filter(pk=drafter.pk).update(must_change_password=False)
    assert status_of(key) == 404


def test_the_database_keeps_no_key(drafter: Staff) -> None:
    key = calendar_keys.make(drafter)
    assert len(key) == 43  # 256 bits
    kept = CalendarKey.objects.get()
    assert key not in f"{vars(kept)}"
    assert len(kept.digest) == 64


def test_no_key_stands_in_the_log(drafter: Staff) -> None:
    key = calendar_keys.make(drafter)
    lines = WithoutSecrets(written(as_json=False)["formatters"]["line"]["format"], style="{")
    for words in (f"404 GET '/calendar/feed/{key}.ics'", f"Not Found: /calendar/feed/{key}.ics"):
        line = lines.format(logging.makeLogRecord({"msg": words}))
        assert key not in line
        assert "/calendar/feed/(left out)" in line


def test_old_posts_are_left_out(drafter: Staff) -> None:
    old, new = draft(drafter, "古い投稿"), draft(drafter, "新しい投稿", "15:00")
    tamper(
        "UPDATE posts_post SET send_at = %s WHERE id = %s",
        [timezone.now() - timedelta(days=100), old.pk],
    )
    assert list(events(drafter)) == [f"［下書き］{new.title}"]


def test_the_page_shows_the_address_once(as_drafter: Client, drafter: Staff) -> None:
    made = as_drafter.post("/account/calendar/").content.decode()
    (address,) = [word for word in made.split('"') if word.endswith(".ics")]
    assert Client().get(urlsplit(address).path).status_code == 200
    assert address not in as_drafter.get("/account/calendar/").content.decode()
