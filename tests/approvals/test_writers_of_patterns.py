"""Whoever wrote a version of a 文例 that nobody approved decides on no post written from it."""

import uuid

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Role, Staff
from approvals.validity import NotApproved, approval_of
from posts import drafts
from posts.declaration import EVERYTHING, OF_AN_EMERGENCY
from posts.models import Contribution, Pattern, Post, Revision
from posts.patterns import keeping
from posts.routing.deciders import why_not_decide
from posts.submission import submit
from tests.approvals.rows import insert
from tests.office import approve, content, hire, tamper
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import approved_skeleton, write_emergency
from tests.posts.pages import Page
from tests.posts.patterns.addresses import make, written

pytestmark = pytest.mark.django_db

HAND = "had a hand in revision"


@pytest.fixture
def author(db: None) -> Staff:
    """Another one who writes 文例 in the section of the manager."""
    return hire("2009", "下田 葉子", "情報政策課", Role.DRAFTER)


@pytest.fixture
def pattern(manager: Staff, author: Staff) -> Pattern:
    """Begun by the manager, and changed by the author since."""
    return anew(make(manager), author)


@pytest.fixture
def revision(pattern: Pattern, drafter: Staff) -> Revision:
    return ask_from(pattern, drafter)


def anew(pattern: Pattern, staff: Staff) -> Pattern:
    keeping.change(pattern, written(), actor=staff, seen=pattern.versions.count())
    return Pattern.objects.select_related("current").get(pk=pattern.pk)


def ask_from(pattern: Pattern, drafter: Staff) -> Revision:
    post = keeping.write_from(pattern, {}, actor=drafter, origin=uuid.uuid4())
    post = drafts.edit(post, actor=drafter, version=post.version, fields=content())
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def forget_the_hands(revision: Revision) -> None:
    """As whoever wants to get around them could."""
    kind = Contribution.Kind.COPIED
    tamper(
        "DELETE FROM posts_contribution WHERE post_id = %s AND kind = %s", [revision.post_id, kind]
    )


def approve_past_the_triggers(revision: Revision, staff: Staff) -> None:
    forget_the_hands(revision)
    with pgtrigger.ignore("approvals.Decision:four_eyes"):
        approve(revision, staff)


def test_the_verb_refuses_the_maker_of_an_earlier_version(
    revision: Revision, manager: Staff, author: Staff, deputy: Staff
) -> None:
    hands = revision.post.contributions.filter(kind=Contribution.Kind.COPIED)
    assert {one.staff for one in hands} == {manager, author}
    assert "もとになった文章を書いた" in why_not_decide(manager, revision.post)
    with pytest.raises(PermissionDenied):
        approve(revision, manager)
    assert approve(revision, deputy).decider == deputy
    assert approval_of(Revision.objects.get()).decider == deputy


def test_postgresql_refuses_them_whatever_hands_are_known(
    revision: Revision, manager: Staff
) -> None:
    forget_the_hands(revision)
    with pytest.raises(IntegrityError, match=HAND), transaction.atomic():
        insert(revision, manager, "account_manager")
    # Nor once the post no longer says what it was written from: the sealed content does.
    tamper("UPDATE posts_post SET written_from_id = NULL", [])
    with pytest.raises(IntegrityError, match=HAND), transaction.atomic():
        insert(revision, manager, "account_manager")


@pytest.mark.parametrize("change", ["", "UPDATE posts_post SET written_from_id = NULL"])
def test_the_worker_refuses_them_whatever_hands_are_known(
    change: str, revision: Revision, manager: Staff
) -> None:
    approve_past_the_triggers(revision, manager)
    if change:
        tamper(change, [])
    with pytest.raises(NotApproved, match="投稿に関わった人が承認しています"):
        approval_of(Revision.objects.get())


def test_who_made_a_later_version_has_no_hand_in_it(
    author: Staff, manager: Staff, drafter: Staff
) -> None:
    first = make(author)
    revision = ask_from(first, drafter)
    anew(first, manager)
    approve(revision, manager)
    assert approval_of(Revision.objects.get()).decider == manager


def test_the_page_of_the_pattern_names_all_of_them(
    pattern: Pattern, manager: Staff, as_drafter: Client
) -> None:
    words = Page.of(as_drafter.get(pattern.get_absolute_url())).words
    assert f"この文例で書いた投稿を{manager.name}さんは決裁できません" in words


@pytest.fixture
def emergency(manager: Staff, deputy: Staff, drafter: Staff) -> Revision:
    """Written from a text of the manager that the deputy approved beforehand."""
    post = write_emergency(approved_skeleton(manager, deputy), drafter)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=OF_AN_EMERGENCY)


def test_words_that_another_approved_bar_nobody(emergency: Revision, manager: Staff) -> None:
    assert why_not_decide(manager, Post.objects.get()) == ""
    approve(emergency, manager)
    assert approval_of(Revision.objects.get()).decider == manager


def test_without_that_approval_their_maker_is_barred(emergency: Revision, manager: Staff) -> None:
    tamper("DELETE FROM posts_patternapproval", [])
    with pytest.raises(IntegrityError, match=HAND), transaction.atomic():
        insert(emergency, manager, "account_manager")
    version = Post.objects.get().written_from
    assert version is not None
    assert list(version.writers()) == [manager]
