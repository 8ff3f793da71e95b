"""Whoever was woken for an emergency hears that there is nothing left to do."""

import pytest

from accounts.models import Notice, Staff
from approvals import decisions
from approvals.halting import halt
from posts.models import Post
from tests.office import approve, ask_approval
from tests.posts.emergencies.writing import ask_emergency

pytestmark = pytest.mark.django_db
OVER = "対応は不要になりました"


def told(subject: str) -> set[str]:
    found = Notice.objects.filter(subject__contains=subject)
    return set(found.values_list("recipient__name", flat=True))


def test_the_others_who_were_asked_hear_of_an_approval(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = ask_emergency(drafter, manager)
    assert told("【緊急】") == {manager.name, deputy.name}
    approve(revision, manager)
    assert told(OVER) == {deputy.name}
    assert told("承認されました") == {drafter.name}


def test_they_hear_of_a_return_as_well(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    decisions.return_to_drafter(revision, actor=manager, reason="地区を直してください。")
    assert told(OVER) == {deputy.name}


def test_where_one_was_asked_nobody_else_hears_anything(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    approve(ask_approval(drafter), manager)
    assert told(OVER) == set()


def test_the_account_manager_hears_of_every_stop(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    approve(ask_emergency(drafter, manager), deputy, ground_words="急ぐため")
    halt(Post.objects.get(), actor=drafter)
    assert told("配信停止") == {manager.name, deputy.name}
