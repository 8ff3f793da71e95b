"""A reason that shows nothing is none, in the verbs and on the pages."""

from collections.abc import Callable
from typing import Final

import pytest
from django.urls import reverse

from accounts.models import Staff, StepUp
from approvals import decisions, halting, holding
from approvals.models import Decision, Hold
from personnel.acts import NotPossible
from posts.models import Post, Revision, RouteRule
from posts.routing import ruling
from posts.routing.choices import RuleKind
from tests.approvals.acting import browser_of, correction, other
from tests.office import approve, ask_approval
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

UNSEEN: Final = ["\u200b", "\u3164", "\u2060", "\u3000"]
ACTS: Final[dict[str, Callable[[Revision, Staff, str], object]]] = {
    "return": lambda revision, actor, words: decisions.return_to_drafter(
        revision, actor=actor, reason=words
    ),
    "reject": lambda revision, actor, words: decisions.reject(revision, actor=actor, reason=words),
    "hold": lambda revision, actor, words: holding.hold(revision, actor=actor, reason=words),
}
PAGES: Final = {
    "approval_return": "reason",
    "approval_rejection": "rejection-reason",
    "approval_hold": "hold-reason",
}


@pytest.mark.parametrize("words", UNSEEN, ids=ascii)
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_no_verb_takes_it(
    act: Callable[[Revision, Staff, str], object], words: str, drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    with pytest.raises((decisions.ReasonNeeded, ValueError)):
        act(revision, manager, words)
    assert not Decision.objects.exists()
    assert not Hold.objects.exists()


@pytest.mark.parametrize(("name", "field"), PAGES.items())
def test_the_page_asks_for_it_again(name: str, field: str, drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    sent = {field: "\u200b"}
    page = Page.of(browser_of(manager).post(reverse(name, args=[revision.pk]), sent))
    assert "理由を入力してください。" in page.errors_at(field)


def test_that_of_the_category_other(drafter: Staff, manager: Staff) -> None:
    with pytest.raises(decisions.ReasonNeeded):
        approve(other(drafter), manager, reason="\u200b")


@pytest.mark.parametrize("words", ["", "\u200b"], ids=ascii)
def test_that_of_a_deputy_and_it_costs_no_code(
    words: str, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    with pytest.raises(decisions.ReasonNeeded):
        approve(revision, deputy, ground_words=words)
    assert StepUp.objects.get(staff=deputy).used_at is None
    assert not Decision.objects.filter(revision=revision).exists()


def test_that_of_a_stop(drafter: Staff, manager: Staff) -> None:
    approve(ask_approval(drafter), manager)
    halt = halting.halt(Post.objects.get(), actor=drafter)
    with pytest.raises(ValueError, match="has words"):
        halting.explain(halt, actor=drafter, reason="\u200b")


def test_that_of_a_line_of_the_table(manager: Staff) -> None:
    with pytest.raises(NotPossible):
        ruling.make_rule(RuleKind.REVIEW, actor=manager, reason="\u200b")
    assert not RouteRule.objects.exists()
