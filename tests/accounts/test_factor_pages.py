"""The page of one's own factors: added, renamed, replaced and removed behind a fresh proof."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django_otp_webauthn.models import WebAuthnCredential, WebAuthnUserHandle

from accounts import devices, recovery
from accounts.models import Authenticator, Notice, RecoveryCode, Staff, StepUp
from audit.models import Entry
from tests.accounts.factor_buttons import go, key_of, refusals, said
from tests.accounts.people import sato, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, sign_in
from tests.accounts.soft_passkey import SoftPasskey, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def device(client: Client, staff: Staff) -> Authenticator:
    return sign_in(client, staff)


def test_it_lists_what_one_has_and_nothing_of_others(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    give(staff, name="職場のパソコン")
    give(sato(), name="他人の端末")
    words = said(client)
    for expected in (
        "認証アプリ",
        "職場のパソコン",
        "（今回のログインで使用）",
        "まだ使っていません",
    ):
        assert expected in words
    assert "他人の端末" not in words
    assert device.bin_key.hex() not in words


def test_one_more_app_with_the_code_of_both(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_authenticators")
    page = client.get(address).content.decode()
    assert "<svg" in page
    new = Authenticator.objects.get(confirmed=False)
    response = client.post(address, {"first_code": code_for(new), "code": code_for(device)})
    assert response["Location"] == reverse("account_factors")
    assert devices.primary_devices(staff) == [device, new]
    assert "認証アプリを追加しました。" in said(client)
    assert [entry.detail for entry in trail_of("account.factor_enrolled")] == [
        {"device": new.persistent_id}
    ]
    assert "追加されました" in Notice.objects.get(recipient=staff).subject


def test_the_code_of_the_new_app_proves_nothing(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_authenticators")
    new = Authenticator.objects.get(confirmed=False)
    code = code_for(new)
    client.post(address, {"first_code": code, "code": code})
    assert devices.primary_devices(staff) == [device]
    assert refusals() == ["wrong"]


def test_a_wrong_first_code_leaves_the_proof_unspent(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_authenticators")
    new = Authenticator.objects.get(confirmed=False)
    wrong = f"{(int(code_for(new)) + 1) % 10**6:06d}"
    page = client.post(address, {"first_code": wrong, "code": code_for(device)})
    assert "確認コードが違います。" in page.content.decode()
    assert StepUp.objects.get().used_at is None
    client.post(address, {"first_code": code_for(new), "code": code_for(device)})
    assert len(devices.primary_devices(staff)) == 2


def test_a_newer_page_kills_the_secret_of_an_older_one(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    older = go(client, "account_authenticators")
    go(client, "account_authenticators")
    assert client.get(older)["Location"] == reverse("account_factors")
    assert Authenticator.objects.filter(confirmed=False).count() == 1


def _add_passkey(client: Client, address: str, code: str, name: str = "公用スマートフォン") -> str:
    context = client.get(address).context
    made = SoftPasskey().create(context["creation_options"])
    response = client.post(address, {"name": name, "credential": made, "code": code})
    return response.get("Location", "") or response.content.decode()


def test_one_more_passkey_with_a_code(client: Client, staff: Staff, device: Authenticator) -> None:
    address = go(client, "account_passkeys")
    assert _add_passkey(client, address, code_for(device)) == reverse("account_factors")
    (passkey,) = devices.passkeys(staff)
    assert passkey.name == "公用スマートフォン"
    assert "パスキーを追加しました。" in said(client)


def test_without_a_proof_no_passkey_is_added(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_passkeys")
    for code in ("", "12", f"{(int(code_for(device)) + 1) % 10**6:06d}"):
        assert "確認コード" in _add_passkey(client, address, code)
    assert devices.passkeys(staff) == []


def test_one_more_passkey_with_another_passkey(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    mine = give(staff)
    address = go(client, "account_passkeys")
    context = client.get(address).context
    response = client.post(
        address,
        {
            "name": "二つ目",
            "credential": SoftPasskey().create(context["creation_options"]),
            "assertion": mine.get(context["passkey_options"]),
        },
    )
    assert response["Location"] == reverse("account_factors")
    assert len(devices.passkeys(staff)) == 2


def test_the_form_sent_twice_is_refused_and_recorded(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_passkeys")
    made = SoftPasskey().create(client.get(address).context["creation_options"])
    sent = {"name": "端末", "credential": made, "code": code_for(device)}
    client.post(address, sent)
    assert client.post(address, sent)["Location"] == reverse("account_factors")
    assert len(devices.passkeys(staff)) == 1
    assert refusals() == ["spent"]


def test_a_page_of_somebody_else_is_no_use(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_passkeys")
    other, colleague = Client(), sato()
    theirs = sign_in(other, colleague)
    assert other.get(address)["Location"] == reverse("account_factors")
    other.post(address, {"name": "x", "credential": "{}", "code": code_for(theirs)})
    assert devices.passkeys(colleague) == []
    assert refusals() == ["unknown"]


def test_a_page_for_another_act_is_no_use(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    opened = go(client, "account_recovery_codes").rstrip("/").rpartition("/")[2]
    give(staff)
    address = reverse("account_factor_removal", args=[key_of(device), opened])
    client.post(address, {"code": code_for(device)})
    assert len(devices.primary_devices(staff)) == 2


@pytest.mark.parametrize("view", ["account_factor_name", "account_factor_removals"])
def test_what_is_not_one_s_own_is_not_found(
    client: Client, staff: Staff, device: Authenticator, view: str
) -> None:
    theirs = enrol(sato())
    for key in (key_of(theirs), "app-0", "passkey-1", "sheet-1", "app", "x-1"):
        assert client.post(reverse(view, args=[key]), {"name": "x"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "認証アプリ"


def test_a_new_name(client: Client, staff: Staff, device: Authenticator) -> None:
    client.post(reverse("account_factor_name", args=[key_of(device)]), {"name": "個人のスマホ"})
    assert "個人のスマホ" in said(client)
    client.post(reverse("account_factor_name", args=[key_of(device)]), {"name": "あ" * 31})
    assert "名前は30文字以内で入力してください。" in said(client)
    assert len(trail_of("account.factor_renamed")) == 1


def test_new_recovery_codes_are_shown_once_behind_a_proof(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_recovery_codes")
    assert not re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-", client.get(address).content.decode())
    page = client.post(address, {"code": code_for(device)})
    assert len(page.context["codes"]) == 10
    assert "no-store" in page["Cache-Control"]
    assert client.post(address, {"code": code_for(device)})["Location"] == reverse(
        "account_factors"
    )
    assert recovery.how_many_left(staff) == 10
    assert RecoveryCode.objects.count() == 10
    assert len(trail_of("account.recovery_codes_issued")) == 1


def test_five_wrong_codes_end_the_session(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    address = go(client, "account_recovery_codes")
    Authenticator.objects.update(throttling_failure_count=4)
    wrong = f"{(int(code_for(device)) + 1) % 10**6:06d}"
    assert client.post(address, {"code": wrong})["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session


def test_looking_at_the_pages_changes_no_row(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    models = (Authenticator, StepUp, WebAuthnCredential, WebAuthnUserHandle, RecoveryCode, Entry)
    for view in ("account_authenticators", "account_passkeys", "account_recovery_codes"):
        address = go(client, view)
        before = [list(model.objects.order_by("pk").values()) for model in models]
        for page in (address, reverse("account_factors")):
            assert client.get(page).status_code == 200
            assert client.head(page).status_code == 200
        assert [list(model.objects.order_by("pk").values()) for model in models] == before
