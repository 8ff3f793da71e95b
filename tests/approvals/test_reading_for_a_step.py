"""Who takes a step before the approval is asked for that step, and nothing else."""

import pytest
from django.test import Client

from accounts.models import Role, Staff
from posts.routing.choices import RuleKind
from tests.approvals.acting import browser_of, look, reviewed, rule
from tests.office import ask_approval, hire
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


def sticky(page: Page) -> dict[str, str | None]:
    (bar,) = (one for one in page.main.iter() if "actions--sticky" in one.get("class", ""))
    return {words_of(link): link.get("href") for link in bar.iter("a")}


def title(page: Page) -> str:
    return words_of(next(page.root.iter("title")))


def test_the_section_reviewer_is_asked_for_the_step_and_for_no_approval(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    page = look(browser_of(reviewer), reviewed(drafter, manager))
    assert "配信する前の、課内確認を求めています。承認ではありません。" in page.words
    assert "承認を求めています" not in page.words
    assert "1/2" not in page.words
    assert title(page).startswith("課内確認")


def test_the_step_is_named_by_its_kind(drafter: Staff, manager: Staff) -> None:
    consulted = hire("1102", "大館 進", "財政課", Role.SECTION_REVIEWER)
    rule(RuleKind.CONSULTATION, manager, consulted=consulted.section)
    page = look(browser_of(consulted), ask_approval(drafter))
    assert "配信する前の、合議を求めています。承認ではありません。" in page.words
    assert "合議へ進む" in sticky(page)


def test_what_can_be_done_stays_in_reach_on_a_phone(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    page = look(browser_of(reviewer), reviewed(drafter, manager))
    assert sticky(page) == {"課内確認へ進む": "#acts", "差し戻す": "#return"}
    marks = {one.get("id") for one in page.main.iter()}
    assert {"acts", "return"} <= marks


def test_the_manager_is_asked_for_the_approval(drafter: Staff, as_manager: Client) -> None:
    page = look(as_manager, ask_approval(drafter))
    assert "承認を求めています。" in page.words
    assert "承認ではありません" not in page.words
    assert title(page).startswith("承認 1/2")
