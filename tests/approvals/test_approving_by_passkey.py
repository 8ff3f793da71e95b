"""A post approved by passkey: the signature is over the content, and is looked at again later."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff, StepUp
from accounts.passkeys import LABEL
from accounts.step_up import Refusal
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from audit.actions import Action
from audit.models import Entry
from broadcasts import stops
from broadcasts.models import Stop
from posts.choices import Status
from posts.models import Post, Revision
from posts.sealing import seal
from tests.accounts.soft_passkey import SoftPasskey, give
from tests.approvals.deciding import go_on, next_code, send_code
from tests.office import ask_approval, tamper
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


@pytest.fixture
def passkey(manager: Staff) -> SoftPasskey:
    return give(manager)


def _answer(client: Client, address: str, passkey: SoftPasskey) -> str:
    return passkey.get(client.get(address).context["passkey_options"])


def _send(client: Client, address: str, assertion: str) -> Page:
    sent = {"has_read": "on", "code": "", "assertion": assertion}
    return Page.of(client.post(address, sent, follow=True))


def _refusals() -> list[str]:
    found = Entry.objects.filter(action=Action.STEP_UP_REFUSED)
    return [entry.detail["reason"] for entry in found]


def test_a_passkey_approves_a_post(
    revision: Revision, as_manager: Client, passkey: SoftPasskey
) -> None:
    address = go_on(as_manager, revision)
    page = Page.of(as_manager.get(address))
    assert "パスキーで承認する" in page.buttons
    page = _send(as_manager, address, _answer(as_manager, address, passkey))
    assert "承認しました。" in page.words
    proof = StepUp.objects.get()
    assert proof.device.startswith(LABEL)
    assert approval_of(Revision.objects.get()).step_up == proof


def test_whoever_has_no_passkey_sees_no_button_for_one(
    revision: Revision, as_manager: Client
) -> None:
    page = Page.of(as_manager.get(go_on(as_manager, revision)))
    assert "パスキーで承認する" not in page.buttons


def test_the_code_still_approves_for_whoever_has_both(
    revision: Revision, manager: Staff, as_manager: Client, passkey: SoftPasskey
) -> None:
    page = send_code(as_manager, go_on(as_manager, revision), next_code(manager))
    assert "承認しました。" in page.words


def test_the_whole_form_sent_again_is_refused_and_recorded(
    revision: Revision, as_manager: Client, passkey: SoftPasskey
) -> None:
    address = go_on(as_manager, revision)
    answer = _answer(as_manager, address, passkey)
    _send(as_manager, address, answer)
    assert "状態が変わりました" in _send(as_manager, address, answer).words
    assert _refusals() == [Refusal.SPENT.value]
    assert Decision.objects.count() == 1


def test_the_answer_for_one_post_does_not_approve_another(
    revision: Revision, drafter: Staff, as_manager: Client, passkey: SoftPasskey
) -> None:
    other = ask_approval(drafter, title="もう一つの投稿")
    answer = _answer(as_manager, go_on(as_manager, revision), passkey)
    page = _send(as_manager, go_on(as_manager, other), answer)
    assert "パスキーで本人を確認できませんでした。" in page.errors_at("code")
    assert _refusals() == [Refusal.PASSKEY.value]
    assert not Decision.objects.exists()


def test_without_the_verification_of_its_owner_nothing_is_approved(
    revision: Revision, as_manager: Client, passkey: SoftPasskey
) -> None:
    passkey.verifies_its_owner = False
    address = go_on(as_manager, revision)
    page = _send(as_manager, address, _answer(as_manager, address, passkey))
    assert "パスキーで本人を確認できませんでした。" in page.errors_at("code")
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_a_refused_answer_does_not_come_back_in_the_page(
    revision: Revision, as_manager: Client, passkey: SoftPasskey
) -> None:
    address = go_on(as_manager, revision)
    page = _send(as_manager, address, passkey.sign(b"x" * 32))
    assert page.value_of("assertion") == ""


def test_an_approval_whose_signature_was_taken_out_does_not_count(
    revision: Revision, as_manager: Client, passkey: SoftPasskey
) -> None:
    address = go_on(as_manager, revision)
    _send(as_manager, address, _answer(as_manager, address, passkey))
    approval_of(Revision.objects.get())
    tamper("UPDATE accounts_stepup SET evidence = NULL", [])
    with pytest.raises(NotApproved, match="この内容に対するものではありません"):
        approval_of(Revision.objects.get())


def test_content_digest_and_proof_swapped_together_are_found_out_by_the_signature(
    revision: Revision, drafter: Staff, as_manager: Client, passkey: SoftPasskey
) -> None:
    address = go_on(as_manager, revision)
    _send(as_manager, address, _answer(as_manager, address, passkey))
    other = revision.canonical.replace("本館", "別館")
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [other, seal(other)])
    tamper("UPDATE approvals_decision SET digest = %s", [seal(other)])
    tamper("UPDATE accounts_stepup SET digest = %s", [seal(other)])
    with pytest.raises(NotApproved, match="この内容に対するものではありません"):
        approval_of(Revision.objects.get())


def test_a_stop_is_lifted_by_passkey(
    as_drafter: Client, as_manager: Client, passkey: SoftPasskey
) -> None:
    as_drafter.post(reverse("stop"))
    stop = Stop.objects.get()
    as_drafter.post(reverse("stop_release_request", args=[stop.pk]), {"reason": "確かめました。"})
    address = as_manager.post(reverse("stop_release_confirmations", args=[stop.pk]))["Location"]
    as_manager.post(address, {"assertion": _answer(as_manager, address, passkey)})
    assert stops.current() is None
    assert StepUp.objects.get().evidence is not None
