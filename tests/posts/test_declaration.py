"""The declaration: asked anew for every revision, never ticked beforehand, kept for ever."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from approvals.decisions import return_to_drafter
from posts.content import read
from posts.declaration import EVERYTHING, NOT_DECLARED, STATEMENTS
from posts.drafts import reopen, withdraw
from posts.models import Post, Revision
from posts.submission import NotReady, submit
from tests.approvals.deciding import read_page
from tests.office import ask_approval, write
from tests.posts.editor import DECLARED
from tests.posts.pages import Page


@pytest.mark.parametrize("missing", sorted(EVERYTHING))
def test_without_any_one_statement_nothing_is_submitted(missing: str, drafter: Staff) -> None:
    post = write(drafter)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING - {missing})
    assert refused.value.problems == {f"declared-{missing}": NOT_DECLARED}
    assert not Revision.objects.exists()


def test_every_clause_is_declared() -> None:
    clauses = {clause for one in STATEMENTS for clause in one.clauses.split("・")}
    wanted = {f"責{number}" for number in range(3, 11)} | {"法1", "法2", "法3", "個1"}
    assert clauses == wanted


def test_no_box_is_ticked_beforehand(drafter: Staff, as_drafter: Client) -> None:
    page = Page.of(as_drafter.get(reverse("post_submission", args=[write(drafter).pk])))
    boxes = [one for one in page.root.iter("input") if one.get("type") == "checkbox"]
    assert len(boxes) == len(STATEMENTS)
    assert not [box for box in boxes if "checked" in box.attrib]


def test_a_box_that_was_left_is_named_and_the_others_stay(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    sent = {**DECLARED, "version": "1"}
    del sent["declared-facts"]
    page = Page.of(as_drafter.post(reverse("post_submission", args=[post.pk]), sent))
    assert page.errors_at("declared-facts") == f"＊{NOT_DECLARED}"
    assert page.value_of("declared-respect") == "on"
    assert Post.objects.get().current_revision is None


def test_what_was_declared_is_part_of_the_revision_and_shown_to_the_approver(
    drafter: Staff, as_manager: Client
) -> None:
    revision = ask_approval(drafter)
    declared = read(revision.canonical).declaration
    assert [one["words"] for one in declared] == [one.words for one in STATEMENTS]
    page = read_page(as_manager, revision)
    assert all(one.words in page.words for one in STATEMENTS)


def test_what_was_declared_once_is_not_declared_again_by_the_same_form(
    drafter: Staff, as_drafter: Client, manager: Staff
) -> None:
    post = write(drafter)
    address = reverse("post_submission", args=[post.pk])
    sent = {"version": str(post.version), **DECLARED}
    as_drafter.post(address, sent)
    return_to_drafter(Revision.objects.get(), actor=manager, reason="日付を確かめてください。")
    as_drafter.post(address, sent)
    assert Revision.objects.count() == 1
    withdraw(Post.objects.get(), actor=drafter, reason="取りやめます。")
    reopen(Post.objects.get(), actor=drafter)
    as_drafter.post(address, {**sent, "version": str(post.version + 1)})
    assert Revision.objects.count() == 1
