"""Answers to what screening found: asked for, kept with who gave them, frozen, never edited."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.models import Staff
from approvals.permissions import why_not_approve
from audit.actions import Action
from audit.models import Entry
from posts import drafts
from posts.answering.answers import give, given_to, said_in
from posts.answering.looking import look_at_post
from posts.answering.shown import shown
from posts.content import read
from posts.declaration import EVERYTHING
from posts.models import Answer, Post, Revision
from posts.screening.findings import Severity
from posts.submission import NotReady, submit
from tests.office import bubble, content, write
from tests.posts.answering import ANSWER, ASKED_ABOUT, WRONG_WEEKDAY, answer_all

BOX = "answer-"


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, category="1", text=ASKED_ABOUT)


def ask(post: Post, staff: Staff) -> Revision:
    return submit(post, actor=staff, version=post.version, declared=EVERYTHING)


def test_what_is_certainly_wrong_is_not_submitted_whatever_is_answered(drafter: Staff) -> None:
    post = write(drafter, text=WRONG_WEEKDAY)
    give(post, actor=drafter, said={"0" * 16: ANSWER})
    with pytest.raises(NotReady) as refused:
        ask(post, drafter)
    (field,) = refused.value.problems
    assert field.endswith("-text")
    assert "木曜日" in refused.value.problems[field] or "木" in refused.value.problems[field]
    assert not Revision.objects.exists()


def test_what_is_asked_about_is_submitted_only_with_an_answer(post: Post, drafter: Staff) -> None:
    with pytest.raises(NotReady) as refused:
        ask(post, drafter)
    assert [name.startswith(BOX) for name in refused.value.problems] == [True]
    answer_all(post, drafter)
    assert ask(post, drafter).number == 1


def test_the_answer_and_who_gave_it_are_part_of_the_revision(
    post: Post, drafter: Staff, colleague: Staff
) -> None:
    (key,) = answer_all(post, colleague)
    (frozen,) = read(ask(post, drafter).canonical).findings
    assert (frozen["key"], frozen["rule"], frozen["answer"]) == (key, "contact", ANSWER)
    assert frozen["answered_by"] == colleague.with_section


def test_an_answer_stays_after_an_edit_that_is_not_about_it(post: Post, drafter: Staff) -> None:
    answer_all(post, drafter)
    text = f"{ASKED_ABOUT}お越しください。"
    fields = content(category="1", text=text)
    post = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    assert ask(post, drafter).number == 1


def test_an_answer_about_other_words_counts_for_nothing(drafter: Staff) -> None:
    post = write(drafter, text="詳しくは https://example.com/a をご覧ください。")
    answer_all(post, drafter)
    fields = {"bubbles": [bubble("詳しくは https://example.org/b をご覧ください。")]}
    post = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    with pytest.raises(NotReady):
        ask(post, drafter)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("山田太郎さん（35歳）が講演します。", "食中毒の患者は山田太郎さん（35歳）です。"),
        (ASKED_ABOUT, "給付金の申込みを受け付けます。だれでも申し込めます。"),
    ],
)
def test_an_answer_does_not_outlive_what_it_was_about(
    before: str, after: str, drafter: Staff
) -> None:
    post = write(drafter, category="1", text=before)
    answer_all(post, drafter)
    fields = {"bubbles": [bubble(after)]}
    post = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    with pytest.raises(NotReady):
        ask(post, drafter)


def test_of_two_alike_the_one_that_blocks_is_shown(drafter: Staff) -> None:
    post = write(drafter, text="「○○ペイ」にご注意ください。\n会場は○○公民館です。")
    look = look_at_post(post, now=timezone.now())
    alike = [one for one in look.findings if one.rule == "placeholder"]
    assert {one.severity for one in alike} == {Severity.ASKS, Severity.BLOCKS}
    assert len({one.key for one in alike}) == 1
    (told,) = (one for one in shown(look, {}) if one.finding.rule == "placeholder")
    assert told.finding.severity is Severity.BLOCKS


def test_two_people_answering_lose_nothing(post: Post, drafter: Staff, colleague: Staff) -> None:
    give(post, actor=drafter, said={"a" * 16: "一つ目"})
    give(post, actor=colleague, said={"b" * 16: "二つ目"})
    assert {key: one.words for key, one in given_to(post).items()} == {
        "a" * 16: "一つ目",
        "b" * 16: "二つ目",
    }


def test_an_answer_that_was_emptied_is_taken_back(post: Post, drafter: Staff) -> None:
    (key,) = answer_all(post, drafter)
    give(post, actor=drafter, said={key: ""})
    assert given_to(post) == {}
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    "words", ["\u2063" * 9, "\u3164" * 9, "\u2800" * 9, "。。。。。。", "はい。"]
)
def test_what_nobody_can_read_is_no_answer(words: str, post: Post, drafter: Staff) -> None:
    answer_all(post, drafter, words)
    with pytest.raises(NotReady):
        ask(post, drafter)


def test_saying_the_same_again_writes_nothing(post: Post, drafter: Staff, colleague: Staff) -> None:
    answer_all(post, drafter)
    answer_all(post, colleague)
    assert [one.by for one in Answer.objects.all()] == [drafter]
    assert Entry.objects.filter(action=Action.FINDINGS_ANSWERED).count() == 1


def test_whoever_answers_may_not_approve(post: Post, manager: Staff, drafter: Staff) -> None:
    assert why_not_approve(manager, post) == ""
    manager.section = drafter.section
    manager.save()
    answer_all(post, manager)
    assert "関わった" in why_not_approve(manager, post)


@pytest.mark.parametrize("who", ["outsider", "auditor", "manager"])
def test_nobody_else_answers(who: str, post: Post, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        give(post, actor=request.getfixturevalue(who), said={"a" * 16: "横から"})


def test_after_submitting_nothing_more_is_answered(post: Post, drafter: Staff) -> None:
    answer_all(post, drafter)
    ask(post, drafter)
    with pytest.raises(PermissionDenied):
        give(Post.objects.get(), actor=drafter, said={"a" * 16: "後から"})


@pytest.mark.parametrize(
    "statement", ["UPDATE posts_answer SET words = '別'", "DELETE FROM posts_answer"]
)
def test_what_was_answered_is_never_rewritten(statement: str, post: Post, drafter: Staff) -> None:
    answer_all(post, drafter)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="Cannot"):
        cursor.execute(statement)


def test_only_boxes_for_answers_are_read() -> None:
    sent = {f"{BOX}{'a' * 16}": " はい\r\n次 \0", f"{BOX}x": "いいえ", "title": "件名"}
    assert said_in(sent) == {"a" * 16: "はい\n次"}
