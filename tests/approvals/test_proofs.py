"""Which codes and pages do not approve a post: each is told at the code, and nothing is decided."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, Staff, StepUp
from accounts.step_up import Refusal, StepUpRefused
from approvals import decisions
from approvals.models import Decision
from audit.actions import Action
from audit.models import Entry
from posts.choices import Status
from posts.models import Post, Revision
from posts.sealing import seal
from tests.accounts.sign_in import sign_in
from tests.approvals.deciding import go_on, next_code, send_code, wrong_code
from tests.office import ask_approval, hire, out_of_office, tamper
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def refusals() -> list[str]:
    """Why proofs were refused, as the trail has it."""
    found = Entry.objects.filter(action=Action.STEP_UP_REFUSED)
    return [entry.detail["reason"] for entry in found]


def assert_undecided(page: Page, message: str, reason: Refusal) -> None:
    assert page.status == 200
    assert message in page.errors_at("code")
    assert not Decision.objects.exists()
    assert Post.objects.get().status == Status.IN_APPROVAL
    assert refusals()[-1] == reason.value


def test_a_wrong_code(revision: Revision, manager: Staff, as_manager: Client) -> None:
    page = send_code(as_manager, go_on(as_manager, revision), wrong_code(manager))
    assert_undecided(page, "確認コードが違います。", Refusal.WRONG)


@pytest.mark.parametrize("code", ["12345", "１２３４５６７", "abcdef", "12345a"])
def test_what_is_no_code(code: str, revision: Revision, manager: Staff, as_manager: Client) -> None:
    page = send_code(as_manager, go_on(as_manager, revision), code)
    assert_undecided(page, "6桁の数字", Refusal.MALFORMED)


def test_no_code_at_all(revision: Revision, as_manager: Client) -> None:
    page = send_code(as_manager, go_on(as_manager, revision), " ")
    assert "を入力してください。" in page.errors_at("code")
    assert not Decision.objects.exists()


def test_a_code_that_was_used_for_another_post(
    revision: Revision, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    other = ask_approval(drafter, title="もう一つの投稿")
    code = next_code(manager)
    send_code(as_manager, go_on(as_manager, other), code)
    page = send_code(as_manager, go_on(as_manager, revision), code)
    assert "この確認コードは使用済みです。" in page.errors_at("code")
    assert refusals() == [Refusal.USED.value]
    assert Post.objects.get(pk=revision.post_id).status == Status.IN_APPROVAL


def test_a_page_whose_proof_is_spent(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    StepUp.objects.update(used_at=timezone.now())
    page = send_code(as_manager, address, next_code(manager))
    assert_undecided(page, "この画面からの操作は済んでいます。", Refusal.SPENT)


def test_a_page_that_was_opened_for_another_post(
    revision: Revision, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    other = ask_approval(drafter, title="もう一つの投稿")
    opened = go_on(as_manager, other).rstrip("/").rpartition("/")[2]
    address = reverse("approval_confirmation", args=[revision.pk, opened])
    page = send_code(as_manager, address, next_code(manager))
    assert "この画面からは操作できません。" in page.errors_at("code")
    assert refusals() == [Refusal.UNKNOWN.value]
    assert not Decision.objects.exists()


def test_a_page_that_another_person_opened(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    out_of_office(manager)
    successor = hire("2009", "石田 誠", "情報政策課", Role.ACCOUNT_MANAGER, since_days=0)
    client = Client()
    sign_in(client, successor)
    page = send_code(client, address, next_code(successor))
    assert_undecided(page, "この画面からは操作できません。", Refusal.UNKNOWN)


def test_a_page_that_is_older_than_five_minutes(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(as_manager, manager)
        address = go_on(as_manager, revision)
        clock.shift(timedelta(minutes=5))
        page = send_code(as_manager, address, next_code(manager))
        assert_undecided(page, "5分が過ぎました。", Refusal.EXPIRED)
        page = send_code(as_manager, go_on(as_manager, revision), next_code(manager))
    assert "承認しました。" in page.words


def test_a_content_that_was_swapped_after_the_page_was_opened(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address = go_on(as_manager, revision)
    other = revision.canonical.replace("本館", "別館")
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [other, seal(other)])
    page = send_code(as_manager, address, next_code(manager))
    assert_undecided(page, "画面を開いた後に内容が変わりました。", Refusal.CHANGED)


def test_what_was_typed_besides_the_code_stays(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    page = send_code(as_manager, go_on(as_manager, revision), wrong_code(manager))
    assert page.value_of("has_read") == "on"


def test_after_a_wrong_code_the_right_one_approves(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(as_manager, manager)
        address = go_on(as_manager, revision)
        send_code(as_manager, address, wrong_code(manager))
        page = send_code(as_manager, address, next_code(manager))
        assert_undecided(page, "秒待ってから", Refusal.THROTTLED)
        clock.shift(timedelta(seconds=2))
        page = send_code(as_manager, address, next_code(manager))
    assert "承認しました。" in page.words


def test_five_wrong_codes_end_the_session(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(as_manager, manager)
        address = go_on(as_manager, revision)
        for _ in range(4):
            page = send_code(as_manager, address, wrong_code(manager))
            assert_undecided(page, "確認コードが違います。", Refusal.WRONG)
            clock.shift(timedelta(seconds=20))
        page = send_code(as_manager, address, wrong_code(manager))
        assert page.headings == ["ログイン"]
        assert "安全のためログアウトしました。操作は行っていません。" in page.words
        assert as_manager.get(address).status_code == 302
    ending = Entry.objects.get(action=Action.SIGNED_OUT)
    assert ending.detail["why"] == "step_up_exhausted"
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_the_verb_alone_refuses_a_made_up_proof(revision: Revision, manager: Staff) -> None:
    with pytest.raises(StepUpRefused):
        decisions.approve(revision, actor=manager, step_up_id="x", code=next_code(manager))
    assert not Decision.objects.exists()
