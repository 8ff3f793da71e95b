"""How long a session lasts: while something is done in it, and never longer than a working day."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts import sessions
from accounts.models import Staff, StaffSession
from tests.accounts.people import PASSWORD, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, sign_in, type_code, type_password

pytestmark = pytest.mark.django_db

MONDAY = "2027-04-05T08:30:00+09:00"
HOME = "home"


@pytest.fixture
def staff() -> Staff:
    return tanaka()


def _is_in(client: Client) -> bool:
    return client.get(reverse(HOME)).status_code == 200


def _why() -> list[str]:
    return [entry.detail["why"] for entry in trail_of("account.signed_out")]


def test_an_hour_without_a_sign_of_life_ends_it(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        clock.shift(timedelta(minutes=60, seconds=-1))
        assert _is_in(client)
        clock.shift(timedelta(minutes=60))
        response = client.get(reverse(HOME))
        assert response["Location"] == f"{reverse('account_login')}?next={reverse(HOME)}"
        assert SESSION_KEY not in client.session
        page = client.get(response["Location"]).content.decode()
        assert "1時間のあいだ操作がなかったため、ログアウトしました。" in page
    assert _why() == ["idle"]


def test_whoever_works_stays_in_for_ten_hours_and_no_longer(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        for _ in range(11):
            clock.shift(timedelta(minutes=54))
            assert _is_in(client)
        clock.shift(timedelta(minutes=6))
        response = client.get(reverse(HOME))
        page = client.get(response["Location"]).content.decode()
        assert "ログインから10時間が過ぎたため、ログアウトしました。" in page
    assert _why() == ["too_long"]


def test_what_a_page_asks_by_itself_is_no_sign_of_life(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        for _ in range(6):
            clock.shift(timedelta(minutes=9, seconds=59))
            alone = client.get(reverse("account_session"), headers={"X-Unattended": "1"})
            assert alone.status_code == 200
        clock.shift(timedelta(seconds=10))
        assert not _is_in(client)


def test_the_remaining_time_is_told_and_extended(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        clock.shift(timedelta(minutes=56))
        alone = client.get(reverse("account_session"), headers={"X-Unattended": "1"})
        assert alone.json() == {"seconds_left": 240, "extendable": True}
        extended = client.post(reverse("account_session_extension"))
        assert extended.json() == {"seconds_left": 3600, "extendable": True}
        assert client.get(reverse("account_session_extension")).status_code == 405


def test_near_the_absolute_end_nothing_is_extended(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        for _ in range(10):
            clock.shift(timedelta(minutes=59))
            assert _is_in(client)
        clock.shift(timedelta(minutes=6))
        told = client.post(reverse("account_session_extension")).json()
        assert told == {"seconds_left": 240, "extendable": False}


def test_after_the_end_one_comes_back_to_the_page_one_was_at(client: Client, staff: Staff) -> None:
    wanted = f"{reverse('post_list')}?q=%E3%81%94%E3%81%BF"
    with time_machine.travel(MONDAY, tick=False) as clock:
        device = sign_in(client, staff)
        clock.shift(timedelta(hours=2))
        start = client.get(wanted)["Location"]
        type_password(client, staff, PASSWORD, query=start.removeprefix(reverse("account_login")))
        assert type_code(client, device, code_for(device))["Location"] == wanted


def test_a_session_without_a_row_is_none(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    StaffSession.objects.all().delete()
    assert not _is_in(client)
    assert _why() == ["unknown"]


@pytest.mark.parametrize("claimed", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_session_with_the_id_of_no_row_is_none(
    client: Client, staff: Staff, claimed: str
) -> None:
    sign_in(client, staff)
    session = client.session
    session[sessions.KEY] = claimed
    session.save()
    assert not _is_in(client)


def test_the_row_of_somebody_else_is_none(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    other = Staff.objects.create_staff("S1009", None, name="佐藤 花子", section=staff.section)
    session = client.session
    session[sessions.KEY] = str(StaffSession.objects.create(staff=other).pk)
    session.save()
    assert not _is_in(client)


def test_an_end_is_recorded_once(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        device = enrol(staff)
        type_password(client, staff, PASSWORD)
        type_code(client, device, code_for(device))
        clock.shift(timedelta(hours=2))
        for _ in range(3):
            assert not _is_in(client)
    assert _why() == ["idle"]


def test_activity_is_noted_once_a_minute_and_not_at_every_page(
    client: Client, staff: Staff
) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        began = StaffSession.objects.get().active_at
        clock.shift(59)
        assert _is_in(client)
        assert StaffSession.objects.get().active_at == began
        clock.shift(1)
        assert _is_in(client)
        assert StaffSession.objects.get().active_at == began + timedelta(seconds=60)


def test_rows_are_forgotten_a_month_after_the_end(client: Client, staff: Staff) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        sign_in(client, staff)
        clock.shift(timedelta(days=29))
        assert sessions.forget_ended() == 0
        clock.shift(timedelta(days=2))
        assert sessions.forget_ended() == 1


def test_the_sign_in_page_tells_the_limits_without_any_script(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "1時間のあいだ操作がないときと、ログインから10時間が過ぎたときは" in page


def test_no_sign_in_page_lands_in_the_middle_of_another(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    sessions.end_all(staff, actor=staff, why=sessions.Ending.ENDED_BY_OWNER)
    response = client.post(reverse("post_preview"), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.content == b""
