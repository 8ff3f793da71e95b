"""One's own password is changed behind the password of now and a fresh proof."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Authenticator, Notice, Staff
from tests.accounts.people import PASSWORD, tanaka, trail_of
from tests.accounts.sign_in import NEW_PASSWORD, code_for, sign_in, type_password

pytestmark = pytest.mark.django_db(transaction=True)

OUT_OF_DATE = "この画面は期限が切れたか、使用済みです。"


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def device(client: Client, staff: Staff) -> Authenticator:
    return sign_in(client, staff)


def _open(client: Client) -> str:
    address: str = client.post(reverse("account_password"))["Location"]
    assert client.get(address).status_code == 200
    return address


def _send(client: Client, address: str, **fields: str) -> str:
    """The message of the page, or where it leads."""
    typed = {
        "current": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "is_used_here_only": "on",
        **fields,
    }
    response = client.post(address, typed)
    return response.get("Location") or response.content.decode()


def test_it_is_changed(client: Client, staff: Staff, device: Authenticator) -> None:
    assert _send(client, _open(client), code=code_for(device)) == reverse("account")
    staff.refresh_from_db()
    assert staff.check_password(NEW_PASSWORD)
    assert staff.password_changed_at is not None
    assert "パスワードを変えました。" in client.get(reverse("account")).content.decode()
    assert len(trail_of("account.password_changed")) == 1
    assert Notice.objects.get().subject == "【LINE配信管理】パスワードが変わりました"


def test_this_session_goes_on_and_the_others_end(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    elsewhere = Client()
    sign_in(elsewhere, staff)
    _send(client, _open(client), code=code_for(device))
    assert client.get(reverse("home")).status_code == 200
    assert elsewhere.get(reverse("home")).status_code == 302
    assert staff.sessions.filter(ended_at=None).count() == 1


def test_the_old_password_opens_nothing_any_more(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    _send(client, _open(client), code=code_for(device))
    assert type_password(Client(), staff, PASSWORD).status_code == 200
    assert type_password(Client(), staff, NEW_PASSWORD)["Location"] == reverse("account_code")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": "wrong"}, "今のパスワードが違います。"),
        ({"current": ""}, "今のパスワードを入力してください。"),
        ({"password1": PASSWORD, "password2": PASSWORD}, "今のパスワードとは別のパスワードに"),
        (
            {"password1": "Hachinohe-2026!", "password2": "Hachinohe-2026!"},
            "関係のない言葉に替えて",
        ),
        ({"password2": "another"}, "新しいパスワードと一致していません。"),
        ({"is_used_here_only": ""}, "ほかのシステムで使っていないことを確かめて"),
        ({"code": "000000"}, "確認コードが違います。"),
        ({"code": "12"}, "6桁の数字で入力してください。"),
        ({"code": ""}, "確認コードを入力してください。"),
    ],
)
def test_it_is_refused_at_the_field_that_is_wrong(
    client: Client, staff: Staff, device: Authenticator, fields: dict[str, str], said: str
) -> None:
    page = _send(client, _open(client), **{"code": code_for(device), **fields})
    assert said in page
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)
    assert trail_of("account.password_changed") == []


def test_no_password_comes_back_in_the_page(client: Client, device: Authenticator) -> None:
    page = _send(client, _open(client), code="000000")
    assert PASSWORD not in page
    assert NEW_PASSWORD not in page


def test_the_password_of_now_is_not_guessed_at_an_open_screen(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = _open(client)
    for _ in range(5):
        assert "今のパスワードが違います。" in _send(
            client, address, code="000000", current="wrong"
        )
    assert "受付けを止めています。" in _send(client, address, code=code_for(device))
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)
    assert len(trail_of("account.sign_in_failed")) == 5


def test_a_proof_is_good_for_one_change(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = _open(client)
    _send(client, address, code=code_for(device))
    again = _send(client, address, code=code_for(device), current=NEW_PASSWORD, password1="x" * 20)
    assert again == reverse("account_password")
    assert OUT_OF_DATE in client.get(again).content.decode()
    assert len(trail_of("account.password_changed")) == 1


def test_the_proof_of_a_colleague_is_worth_nothing(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    other = Client()
    section = staff.section
    colleague = Staff.objects.create_staff(
        "S1002", PASSWORD, name="佐藤 花子", section=section, must_change_password=False
    )
    sign_in(other, colleague)
    address = other.post(reverse("account_password"))["Location"]
    assert _send(client, address, code=code_for(device)) == reverse("account_password")
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_a_proof_for_something_else_is_worth_nothing(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    other = client.post(reverse("account_authenticators"))["Location"]
    pk = re.findall(r"[0-9a-f-]{36}", other)[0]
    address = reverse("account_password_change", args=[pk])
    assert _send(client, address, code=code_for(device)) == reverse("account_password")
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_a_password_changed_meanwhile_makes_the_proof_worthless(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = _open(client)
    Staff.objects.update(password=staff.password)  # the same: nothing has happened
    assert client.get(address).status_code == 200
    staff.set_password("Michinoku-zutsumi-88-hasami")
    staff.save()
    sign_in(client, staff)
    page = _send(client, address, code=code_for(device), current="Michinoku-zutsumi-88-hasami")
    assert "画面を開いた後に内容が変わりました。" in page
