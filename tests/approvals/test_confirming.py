"""Page 2: the consequence in words, the ground of a 代決, and the number where minutes count."""

import unicodedata
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff, StepUp
from approvals import numbers
from approvals.models import Decision, Ground
from audit.dates_ja import date_and_time
from posts.choices import Status
from posts.models import Post, Revision
from tests.accounts.soft_passkey import give
from tests.approvals.acting import away, browser_of, correction, look, soon
from tests.approvals.deciding import go_on, next_code, send_code
from tests.office import ask_approval
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

WRONG = "番号が違います。この画面に表示されている4桁の番号を入力してください。"


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return soon(drafter)


def shown_number(address: str) -> str:
    return numbers.number_of(uuid.UUID(address.rstrip("/").rpartition("/")[2]))


def other_number(address: str) -> str:
    return f"{(int(shown_number(address)) + 1) % 10_000:04d}"


def test_what_goes_out_at_once_says_so_and_shows_a_number(
    revision: Revision, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    page = Page.of(as_manager.get(address))
    assert "承認すると、3分後に" in page.words
    assert shown_number(address) in page.words
    assert "3分後の配信を承認する" in page.buttons
    (box,) = (one for one in page.main.iter("input") if one.get("name") == "number")
    assert (box.get("inputmode"), box.get("value")) == ("numeric", None)


def test_the_right_number_lets_it_go(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    page = send_code(as_manager, address, next_code(manager), number=shown_number(address))
    assert "承認しました。3分後に配信します。" in page.words
    assert Post.objects.get().status == Status.APPROVED


def test_full_width_digits_with_a_space_are_the_same_number(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in shown_number(address))
    assert unicodedata.normalize("NFKC", wide) == shown_number(address)
    typed = f"{wide[:2]}\u3000{wide[2:]}"
    send_code(as_manager, address, next_code(manager), number=typed)
    assert Post.objects.get().status == Status.APPROVED


@pytest.mark.parametrize("typed", ["", "12345", "abcd", "number of another page", "one beside"])
def test_a_wrong_number_spends_nothing_and_loses_nothing(
    typed: str, revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    wrong = {
        "number of another page": shown_number(go_on(as_manager, revision)),
        "one beside": other_number(address),
    }.get(typed, typed)
    code = next_code(manager)
    page = send_code(as_manager, address, code, number=wrong)
    expected = WRONG if typed else "画面に表示されている4桁の番号を入力してください。"
    assert expected in page.errors_at("number")
    assert page.value_of("has_read") == "on"
    assert not Decision.objects.exists()
    assert not StepUp.objects.exclude(used_at=None).exists()
    send_code(as_manager, address, code, number=shown_number(address))
    assert Post.objects.get().status == Status.APPROVED


def test_a_passkey_does_not_stand_in_for_the_number(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    passkey = give(manager)
    address = go_on(as_manager, revision)
    answer = passkey.get(as_manager.get(address).context["passkey_options"])
    page = Page.of(as_manager.post(address, {"has_read": "on", "assertion": answer}))
    assert page.errors_at("number")
    sent = {"has_read": "on", "assertion": answer, "number": shown_number(address)}
    as_manager.post(address, sent)
    assert Post.objects.get().status == Status.APPROVED


def test_what_has_its_time_asks_for_no_number(drafter: Staff, as_manager: Client) -> None:
    revision = ask_approval(drafter)
    page = Page.of(as_manager.get(go_on(as_manager, revision)))
    assert not [one for one in page.main.iter("input") if one.get("name") == "number"]
    assert f"承認すると、{date_and_time(revision.send_at)}に" in page.words


def test_numbers_have_four_digits_and_are_of_one_page() -> None:
    found = [numbers.number_of(uuid.UUID(int=one)) for one in range(200)]
    assert all(len(one) == 4 and one.isdigit() for one in found)
    assert len(set(found)) > 150
    assert numbers.number_of(uuid.UUID(int=1)) == found[1]


def test_a_deputy_reads_on_both_pages_as_what_they_decide(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = ask_approval(drafter)
    away(manager)
    client = browser_of(deputy)
    ground = "代決（アカウント管理者が不在）として"
    assert ground in look(client, revision).words
    address = go_on(client, revision)
    assert ground in Page.of(client.get(address)).words
    send_code(client, address, next_code(deputy))
    assert Decision.objects.get().ground == Ground.ABSENCE
    page = Page.of(client.get(revision.post.get_absolute_url()))
    assert "石田 浩さんが代決（アカウント管理者が不在）として承認しました。" in page.words


def test_a_deputy_who_does_not_wait_for_the_manager_writes_why(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    client, code = browser_of(deputy), next_code(deputy)
    address = go_on(client, revision)
    page = send_code(client, address, code)
    assert "代決する理由を入力してください。" in page.errors_at("ground_words")
    assert not StepUp.objects.exclude(used_at=None).exists()
    send_code(client, address, code, ground_words="管理者に電話がつながらない")
    decision = Decision.objects.get()
    assert (decision.ground, decision.ground_words) == (
        Ground.EMERGENCY,
        "管理者に電話がつながらない",
    )


def test_the_manager_is_asked_for_no_ground(drafter: Staff, as_manager: Client) -> None:
    page = Page.of(as_manager.get(go_on(as_manager, correction(drafter))))
    assert not [one for one in page.main.iter("textarea") if one.get("name") == "ground_words"]


def test_who_lost_the_right_meanwhile_is_refused(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = ask_approval(drafter)
    absence = away(manager)
    client = browser_of(deputy)
    address = go_on(client, revision)
    type(absence).objects.filter(pk=absence.pk).update(ended_at=absence.starts_at, ended_by=manager)
    assert client.post(address, {"has_read": "on", "code": next_code(deputy)}).status_code == 403
    assert client.get(reverse("approval", args=[revision.pk])).status_code == 200
    assert not Decision.objects.exists()
