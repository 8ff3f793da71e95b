"""Who cannot approve a post, told by name on the page, held by the verb and by PostgreSQL."""

import uuid
from collections.abc import Callable
from typing import Final

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import step_up
from accounts.models import Role, Staff, StepUp
from approvals import decisions
from approvals.models import Decision
from audit import trail
from audit.actions import Action
from audit.models import Entry
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.submission import submit
from tests.accounts.sign_in import code_for, enrol
from tests.approvals.deciding import read_page
from tests.office import ask_approval, content, hire, out_of_office
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def aide(db: None) -> Staff:
    """川村 drafts in the section of the account manager."""
    return hire("2002", "川村 拓也", "情報政策課", Role.DRAFTER)


def created(manager: Staff, aide: Staff) -> Revision:
    post = drafts.create(actor=manager, origin=uuid.uuid4(), fields=content())
    return submit(post, actor=aide, version=1, declared=EVERYTHING)


def edited(manager: Staff, aide: Staff) -> Revision:
    post = drafts.create(actor=aide, origin=uuid.uuid4(), fields=content())
    post = drafts.edit(post, actor=manager, version=1, fields=content(text="直しました。"))
    return submit(post, actor=aide, version=2, declared=EVERYTHING)


def submitted(manager: Staff, aide: Staff) -> Revision:
    post = drafts.create(actor=aide, origin=uuid.uuid4(), fields=content())
    return submit(post, actor=manager, version=1, declared=EVERYTHING)


def edited_long_ago(manager: Staff, aide: Staff) -> Revision:
    first = edited(manager, aide)
    drafts.withdraw(Post.objects.get(), actor=aide, reason="延期")
    post = Post.objects.get(pk=first.post_id)
    drafts.reopen(post, actor=aide)
    post = drafts.edit(post, actor=aide, version=post.version, fields=content(text="別物です。"))
    return submit(post, actor=aide, version=post.version, declared=EVERYTHING)


HANDS: Final = [created, edited, submitted, edited_long_ago]
Hand = Callable[[Staff, Staff], Revision]


@pytest.mark.parametrize("hand", HANDS)
def test_the_page_says_by_name_why_a_contributor_cannot_approve(
    hand: Hand, manager: Staff, aide: Staff, as_manager: Client
) -> None:
    revision = hand(manager, aide)
    page = read_page(as_manager, revision)
    assert "田中 恵子さんはこの投稿の作成・編集・依頼に関わったため、決裁できません。" in page.words
    assert "承認へ進む" not in page.buttons
    answer = as_manager.post(reverse("approval_confirmations", args=[revision.pk]))
    assert answer.status_code == 403
    assert "田中 恵子さん" in Page.of(answer).words


@pytest.mark.parametrize("hand", HANDS)
def test_the_verb_refuses_a_contributor_even_with_a_right_code(
    hand: Hand, manager: Staff, aide: Staff
) -> None:
    revision = hand(manager, aide)
    proof = step_up.begin(
        staff=manager,
        action=decisions.APPROVE,
        target=trail.target_of(revision),
        digest=revision.digest,
    )
    with pytest.raises(PermissionDenied, match="関わったため"):
        decisions.approve(
            revision, actor=manager, step_up_id=str(proof.pk), code=code_for(enrol(manager))
        )
    assert Post.objects.get().status == Status.IN_APPROVAL
    assert not Decision.objects.exists()
    assert StepUp.objects.get().used_at is None


@pytest.mark.parametrize("hand", HANDS)
def test_postgresql_refuses_the_decision_of_a_contributor(
    hand: Hand, manager: Staff, aide: Staff
) -> None:
    revision = hand(manager, aide)
    with pytest.raises(IntegrityError, match="had a hand in"), transaction.atomic():
        _insert_decision(revision, manager)
    assert not Decision.objects.exists()


def test_postgresql_takes_the_same_row_of_somebody_without_a_hand(
    drafter: Staff, manager: Staff
) -> None:
    _insert_decision(ask_approval(drafter), manager)
    assert Decision.objects.get().decider == manager


@pytest.mark.parametrize("who", ["colleague", "outsider", "auditor"])
def test_nobody_but_the_account_manager_approves(
    who: str, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    revision, staff = ask_approval(drafter), request.getfixturevalue(who)
    with pytest.raises(PermissionDenied, match="代わりに決裁する人だけです"):
        decisions.begin_approval(revision, actor=staff)
    with pytest.raises(PermissionDenied, match="代わりに決裁する人だけです"):
        decisions.approve(revision, actor=staff, step_up_id=str(uuid.uuid4()), code="000000")
    assert not StepUp.objects.exists()


def test_the_page_tells_others_that_they_only_look(drafter: Staff, as_auditor: Client) -> None:
    revision = ask_approval(drafter)
    page = read_page(as_auditor, revision)
    assert "承認できるのは、アカウント管理者か、そのとき代わりに決裁する人だけです。" in page.words
    assert "承認へ進む" not in page.buttons
    second = reverse("approval_confirmation", args=[revision.pk, uuid.uuid4()])
    for answer in (as_auditor.get(second), as_auditor.post(second, {"code": "000000"})):
        assert answer.status_code == 403


def test_whose_office_has_ended_approves_no_more(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    out_of_office(manager)
    with pytest.raises(PermissionDenied):
        decisions.begin_approval(revision, actor=manager)


def test_every_refusal_is_recorded(manager: Staff, aide: Staff, as_manager: Client) -> None:
    revision = created(manager, aide)
    as_manager.post(reverse("approval_confirmations", args=[revision.pk]))
    entry = Entry.objects.get(action=Action.APPROVAL_REFUSED)
    assert (entry.target, entry.actor_id) == (
        f"posts.post:{revision.post_id}",
        f"staff:{manager.pk}",
    )
    assert "関わったため" in entry.detail["reason"]


@pytest.mark.parametrize("act", [decisions.return_to_drafter, decisions.reject])
def test_a_contributor_neither_returns_nor_rejects_it(
    act: Callable[..., Decision], manager: Staff, aide: Staff
) -> None:
    revision = created(manager, aide)
    with pytest.raises(PermissionDenied, match="関わったため"):
        act(revision, actor=manager, reason="やり直します。")
    assert Post.objects.get().status == Status.IN_APPROVAL


def _insert_decision(revision: Revision, decider: Staff) -> None:
    proof = StepUp.objects.create(
        staff=decider,
        action=decisions.APPROVE,
        target=trail.target_of(revision),
        digest=revision.digest,
        expires_at=timezone.now(),
        used_at=timezone.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO approvals_decision"
            " (revision_id, outcome, decider_id, capacity, ground, ground_words, decided_at,"
            " digest, reason, step_up_id, send_from, send_until)"
            " VALUES (%s, 'approved', %s, 'account_manager', '', '', now(), %s, '', %s, %s, %s)",
            [
                *(revision.pk, decider.pk, revision.digest, proof.pk),
                *(revision.send_at, revision.not_after),
            ],
        )
