"""Whoever's wording was taken over has a hand in the post: no decision, no 課内確認, no 合議."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts import step_up
from accounts.models import Role, Staff
from approvals import decisions
from approvals.models import Decision
from audit import trail
from posts.commenting import comment
from posts.declaration import EVERYTHING
from posts.models import Endorsement, Post, Revision
from posts.routing import ruling, turns
from posts.routing.choices import RuleKind
from posts.submission import submit
from posts.suggesting import adopt
from tests.accounts.sign_in import code_for, enrol
from tests.approvals.deciding import read_page
from tests.approvals.standing_in import deputy_of
from tests.office import BUBBLE, approve, hire, write
from tests.posts.answering import answer_all

pytestmark = pytest.mark.django_db

WHY = "この投稿に修正案が採用されたため"


def asked_with_words_of(author: Staff, drafter: Staff, *, is_adopted: bool = True) -> Revision:
    post = write(drafter)
    words = {"place": f"bubble:{BUBBLE}", "quote": "ご案内します", "proposal": "お知らせします"}
    made = comment(post, actor=author, words="", **words)
    if is_adopted:
        post = adopt(made, actor=drafter, version=post.version)
    answer_all(post, drafter)
    post = Post.objects.get(pk=post.pk)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def test_the_page_says_by_name_why_the_author_cannot_decide(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = asked_with_words_of(manager, drafter)
    page = read_page(as_manager, revision)
    assert f"田中 恵子さんは{WHY}、決裁できません。" in page.words
    assert "承認へ進む" not in page.buttons
    answer = as_manager.post(reverse("approval_confirmations", args=[revision.pk]))
    assert answer.status_code == 403


def test_the_verbs_refuse_the_author(drafter: Staff, manager: Staff) -> None:
    revision = asked_with_words_of(manager, drafter)
    proof = step_up.begin(
        staff=manager,
        action=decisions.APPROVE,
        target=trail.target_of(revision),
        digest=revision.digest,
    )
    code = code_for(enrol(manager))
    with pytest.raises(PermissionDenied, match=WHY):
        decisions.approve(revision, actor=manager, step_up_id=str(proof.pk), code=code)
    for act in (decisions.return_to_drafter, decisions.reject):
        with pytest.raises(PermissionDenied, match=WHY):
            act(revision, actor=manager, reason="直してください。")
    assert not Decision.objects.exists()


def test_postgresql_refuses_the_decision_of_the_author(drafter: Staff, manager: Staff) -> None:
    revision = asked_with_words_of(manager, drafter)
    with pytest.raises(IntegrityError, match="had a hand in"), transaction.atomic():
        Decision.objects.create(
            revision=revision,
            outcome="returned",
            decider=manager,
            capacity="account_manager",
            digest=revision.digest,
            reason="直してください。",
        )


def test_a_deputy_decides_instead(drafter: Staff, manager: Staff) -> None:
    deputy = deputy_of()
    assert approve(asked_with_words_of(manager, drafter), deputy).decider == deputy


def test_a_proposal_that_was_not_taken_over_bars_nobody(drafter: Staff, manager: Staff) -> None:
    revision = asked_with_words_of(manager, drafter, is_adopted=False)
    assert approve(revision, manager).decider == manager


def test_the_reviewer_whose_words_were_taken_over_takes_no_step(
    drafter: Staff, reviewer: Staff, administrator: Staff
) -> None:
    ruling.make_rule(RuleKind.REVIEW, actor=administrator, reason="課で決めました。")
    other = hire("1102", "川村 直樹", "観光課", Role.SECTION_REVIEWER)
    revision = asked_with_words_of(reviewer, drafter)
    with pytest.raises(PermissionDenied, match=f"{WHY}、確認できません"):
        turns.endorse(revision, actor=reviewer)
    with pytest.raises(IntegrityError, match="had a hand"), transaction.atomic():
        Endorsement.objects.create(step=revision.steps.get(), staff=reviewer)
    assert turns.endorse(revision, actor=other).staff == other
