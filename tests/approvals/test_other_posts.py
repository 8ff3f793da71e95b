"""投6: a post of no listed category is approved only with the account manager's own reason."""

import pytest
from django.test import Client

from accounts.models import Staff, StepUp
from approvals.decisions import ReasonNeeded
from approvals.models import Decision
from approvals.validity import approval_of
from audit import trail
from posts.choices import Category, Status
from posts.models import Post, Revision
from tests.approvals.deciding import go_on, next_code, send_code
from tests.office import approve, ask_approval, tamper
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

REASON = "市民生活に大きく関わるため、適当と認めます。"


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter, category=Category.OTHER.value)


def test_without_a_reason_it_is_not_approved(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    page = send_code(as_manager, go_on(as_manager, revision), next_code(manager), reason=" ")
    assert "適当と認める理由を入力してください（投6）。" in page.errors_at("reason")
    assert not Decision.objects.exists()
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_the_missing_reason_costs_no_code(
    revision: Revision, manager: Staff, as_manager: Client
) -> None:
    address, code = go_on(as_manager, revision), next_code(manager)
    send_code(as_manager, address, code)
    page = send_code(as_manager, address, code, reason=REASON)
    assert "承認しました。" in page.words


def test_the_reason_is_kept_and_shown(
    revision: Revision, manager: Staff, as_manager: Client, as_drafter: Client
) -> None:
    send_code(as_manager, go_on(as_manager, revision), next_code(manager), reason=REASON)
    assert Decision.objects.get().reason == REASON
    entry = trail.history_of(revision.post).last()
    assert entry is not None
    assert entry.detail["reason"] == REASON
    page = Page.of(as_drafter.get(revision.post.get_absolute_url()))
    assert REASON in page.words


@pytest.mark.parametrize("reason", ["", " \u3000\n"])
def test_the_verb_itself_needs_the_reason(reason: str, revision: Revision, manager: Staff) -> None:
    with pytest.raises(ReasonNeeded):
        approve(revision, manager, reason=reason)
    assert StepUp.objects.get().used_at is None
    assert not Decision.objects.exists()


def test_the_category_that_counts_is_the_frozen_one(revision: Revision, manager: Staff) -> None:
    tamper("UPDATE posts_post SET category = %s", [Category.ADMINISTRATION])
    with pytest.raises(ReasonNeeded):
        approve(revision, manager)


@pytest.mark.parametrize("category", [found for found in Category if found != Category.OTHER])
def test_listed_categories_ask_for_no_reason(
    category: Category, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    text = "断水のお知らせです。https://www.city.hachinohe.aomori.jp/"
    revision = ask_approval(drafter, category=category.value, text=text)
    page = Page.of(as_manager.get(go_on(as_manager, revision)))
    assert [area.get("name") for area in page.root.iter("textarea")] == []
    approve(revision, manager)
    assert approval_of(Revision.objects.get()).reason == ""
