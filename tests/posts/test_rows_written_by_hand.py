"""Whoever writes rows past the verbs: nothing unsettled is frozen, nothing changes off the desk."""

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Staff
from approvals.decisions import NowWrong
from approvals.validity import approval_of
from posts.answering.newly import UNDECLARED, left_open
from posts.content import Content, canonical, read
from posts.models import Answer, Post, Revision
from posts.sealing import seal
from tests.office import approve, ask_approval, bubble, tamper, write
from tests.posts.answering import ASKED_ABOUT

pytestmark = pytest.mark.django_db
CHANGES: Final[dict[str, Any]] = {
    "title": "別の件名",
    "bubbles": json.dumps([bubble("別の本文")]),
    "embargo_until": "2027-01-01",
    "category": "6",
    "easy_text": "べつの 文",
    "at_once": True,
}


def refused(statement: str, *parameters: Any) -> str:
    with pytest.raises(DatabaseError) as found, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
    return str(found.value)


def asked(drafter: Staff) -> Revision:
    return ask_approval(drafter, category="1", text=ASKED_ABOUT)


def opened(content: Content, name: str) -> Content:
    """The same with something left open."""
    (finding,) = content.findings
    return {
        "blocking": replace(content, findings=({**finding, "severity": "blocks"},)),
        "unanswered": replace(content, findings=({**finding, "answer": " "},)),
        "unreadable": replace(content, findings=({**finding, "answer": "\u2063。"},)),
        "undeclared": replace(content, declaration=()),
    }[name]


OPEN: Final = ("blocking", "unanswered", "unreadable", "undeclared")


@pytest.mark.parametrize("name", OPEN)
def test_no_revision_is_made_that_leaves_something_open(name: str, drafter: Staff) -> None:
    revision = asked(drafter)
    text = canonical(replace(opened(read(revision.canonical), name), number=2))
    for written in (text, "{}"):
        revision.pk, revision.number, revision.canonical = None, 2, written
        revision.digest = seal(written)
        with pytest.raises(DatabaseError, match="leaves something open"), transaction.atomic():
            revision.save(force_insert=True)


@pytest.mark.parametrize("name", OPEN)
def test_what_is_left_open_is_neither_approved_nor_sent(
    name: str, drafter: Staff, manager: Staff
) -> None:
    revision = asked(drafter)
    text = canonical(opened(read(revision.canonical), name))
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [text, seal(text)])
    with pytest.raises(NowWrong):
        approve(revision, manager)


def test_what_is_left_open_is_not_held_for_approved(drafter: Staff, manager: Staff) -> None:
    revision = asked(drafter)
    content = read(revision.canonical)
    assert left_open(content) == ()
    assert left_open(replace(content, declaration=())) == (UNDECLARED,)
    approve(revision, manager)
    assert approval_of(Revision.objects.get())


@pytest.mark.parametrize("field", CHANGES)
def test_what_was_written_is_kept_off_the_desk(field: str, drafter: Staff) -> None:
    post = asked(drafter).post
    statement = f"UPDATE posts_post SET {field} = %s WHERE id = %s"
    assert "Cannot update" in refused(statement, CHANGES[field], post.pk)


def test_nothing_is_answered_off_the_desk(drafter: Staff) -> None:
    post = asked(drafter).post
    with pytest.raises(DatabaseError, match="not on the desk"), transaction.atomic():
        Answer.objects.create(post=post, by=drafter, key="a" * 16, words="後から書きました")


def test_nobody_answers_without_a_hand_in_the_post(drafter: Staff, manager: Staff) -> None:
    post = write(drafter)
    with pytest.raises(DatabaseError, match="without a hand of staff"), transaction.atomic():
        Answer.objects.create(post=post, by=manager, key="a" * 16, words="確かめました")


@pytest.mark.parametrize(
    "stored", ["[1, 2]", '[{"id": "x", "kind": "text"}]', '[{"kind": "text"}]']
)
def test_a_post_is_made_of_bubbles(stored: str, drafter: Staff) -> None:
    post = write(drafter)
    assert "no bubbles" in refused(
        "UPDATE posts_post SET bubbles = %s WHERE id = %s", stored, post.pk
    )
    assert Post.objects.get().text
