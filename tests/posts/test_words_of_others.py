"""Whoever wrote the words decides on no post that they were copied into."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals.permissions import why_not_approve
from posts import drafts
from posts.declaration import EVERYTHING
from posts.duplicating import duplicate
from posts.models import Contribution, Post
from posts.patterns import keeping
from posts.routing.deciders import first_to_decide
from posts.submission import submit
from tests.approvals.acting import browser_of
from tests.office import approve, content, write
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import approved_skeleton, write_emergency
from tests.posts.pages import Page
from tests.posts.patterns.addresses import make

pytestmark = pytest.mark.django_db


def copy_of(post: Post, staff: Staff) -> Post:
    return duplicate(post, actor=staff, origin=uuid.uuid4())


def test_a_copy_of_the_words_of_the_manager_is_decided_on_by_the_deputy(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    copy = copy_of(copy_of(write(manager), drafter), drafter)  # and so is the copy of a copy
    soon = timezone.now() + timedelta(hours=1)
    fields = {"send_at": soon, "confidentiality": "1"}
    copy = drafts.edit(copy, actor=drafter, version=copy.version, fields=fields)
    answer_all(copy, drafter)
    revision = submit(copy, actor=drafter, version=copy.version, declared=EVERYTHING)
    assert "もとになった文章を書いた" in why_not_approve(manager, copy)
    with pytest.raises(PermissionDenied):
        approve(revision, manager)
    assert approve(revision, deputy).decider == deputy


def test_the_last_hand_is_that_of_the_person_who_copied(drafter: Staff, manager: Staff) -> None:
    copy = copy_of(write(manager), drafter)
    assert copy.contributions.latest("at").staff == drafter


def test_a_post_from_a_pattern_of_the_manager_is_decided_on_by_the_deputy(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    pattern = make(manager)
    post = keeping.write_from(pattern, {}, actor=drafter, origin=uuid.uuid4())
    post = drafts.edit(post, actor=drafter, version=post.version, fields=content())
    first = first_to_decide(post)
    assert first is not None
    assert first.staff == deputy


def test_the_pattern_says_so_before_it_is_used(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    pattern = make(manager)
    words = Page.of(as_drafter.get(pattern.get_absolute_url())).words
    assert f"{manager.name}さんは決裁できません" in words
    assert "ほかに決裁できる人がいません" in words
    assert "決裁できません" not in Page.of(as_drafter.get(make(drafter).get_absolute_url())).words


def test_with_a_deputy_the_pattern_names_who_decides(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    words = Page.of(browser_of(drafter).get(make(manager).get_absolute_url())).words
    assert f"代決者の{deputy.name}さんが代わりに決裁します" in words


def test_the_maker_of_a_text_for_emergencies_may_decide(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    post = write_emergency(approved_skeleton(manager, deputy), drafter)
    assert not post.contributions.filter(kind=Contribution.Kind.COPIED).exists()
