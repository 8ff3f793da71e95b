"""緊急の投稿: an approved text, its gaps filled, its level typed once more, and nothing else."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Staff
from approvals.models import Capacity
from posts import drafts
from posts.choices import Audience, Status
from posts.content import read
from posts.declaration import EVERYTHING, OF_AN_EMERGENCY
from posts.duplicating import duplicate
from posts.emergencies import writing
from posts.emergencies.fixed import NOT_THE_WORDS
from posts.kinds.choices import Kind, Level
from posts.models import Pattern, Post
from posts.patterns import keeping
from posts.patterns.keeping import NotUsable
from posts.submission import NotReady, submit
from tests.office import approve, bubble, tamper, write
from tests.posts.emergencies.writing import (
    FILLED,
    anew,
    approved_skeleton,
    ask_emergency,
    skeleton,
    write_emergency,
)
from tests.posts.patterns.addresses import make

pytestmark = pytest.mark.django_db


def held_back(post: Post, drafter: Staff) -> dict[str, str]:
    post = Post.objects.get(pk=post.pk)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=OF_AN_EMERGENCY)
    return refused.value.problems


def test_it_is_made_to_go_out_at_once_to_everyone(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    assert (post.kind, post.level, post.at_once, post.category) == ("emergency", "4", True, "5")
    assert (post.audience, post.send_at) == (Audience.EVERYONE, None)
    assert "是川地区に避難指示を発令しました。" in post.text
    assert post.gap_values == FILLED


@pytest.mark.parametrize("level", Level.values)
def test_each_level_goes_all_the_way(level: str, drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager, level)
    content = read(revision.canonical)
    assert (content.kind, content.level, content.route) == ("emergency", level, ())
    assert content.written_from == revision.post.written_from_id
    decision = approve(revision, manager)
    assert decision.capacity == Capacity.ACCOUNT_MANAGER
    assert Post.objects.get().status == Status.APPROVED


@pytest.mark.parametrize("typed", ["高齢者等避難", "避難 指示", "避難指示 ", "", "避難勧告"])
def test_another_name_than_that_of_the_level_makes_nothing(
    typed: str, drafter: Staff, manager: Staff
) -> None:
    pattern = approved_skeleton(drafter, manager)
    with pytest.raises(writing.LevelMistyped):
        writing.write(pattern, FILLED, level_typed=typed, actor=drafter, origin=uuid.uuid4())
    assert not Post.objects.exists()


def test_only_drafters_write_one(drafter: Staff, manager: Staff, auditor: Staff) -> None:
    with pytest.raises(PermissionDenied):
        write_emergency(approved_skeleton(drafter, manager), auditor)


def test_a_second_press_makes_no_second_draft(drafter: Staff, manager: Staff) -> None:
    pattern, origin = approved_skeleton(drafter, manager), uuid.uuid4()
    made = [
        writing.write(pattern, FILLED, level_typed="避難指示", actor=drafter, origin=origin).pk
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", ["ordinary", "not approved", "new version"])
def test_no_other_text_is_used(kind: str, drafter: Staff, manager: Staff) -> None:
    pattern = make(drafter) if kind == "ordinary" else skeleton(drafter)
    if kind == "new version":
        pattern = anew(approved_skeleton(drafter, manager), drafter)
    with pytest.raises(NotUsable):
        writing.write(pattern, FILLED, level_typed="避難指示", actor=drafter, origin=uuid.uuid4())


def test_an_ordinary_post_is_not_written_from_it(drafter: Staff, manager: Staff) -> None:
    pattern = approved_skeleton(drafter, manager)
    assert pattern not in Pattern.objects.usable()
    with pytest.raises(NotUsable, match="緊急の投稿"):
        keeping.write_from(pattern, {}, actor=drafter, origin=uuid.uuid4())


def test_the_database_keeps_the_two_apart(drafter: Staff, manager: Staff) -> None:
    pattern, ordinary = approved_skeleton(drafter, manager), write(drafter)
    post = write_emergency(pattern, drafter)
    with pytest.raises(IntegrityError, match="for emergencies only"), transaction.atomic():
        Post.objects.filter(pk=ordinary.pk).update(written_from=pattern.current)
    with pytest.raises(IntegrityError, match="not approved for this level"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(written_from=make(drafter).current)
    with pytest.raises(IntegrityError, match="not approved for this level"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(level="3")
    with pytest.raises(IntegrityError, match="not approved for this level"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(written_from=skeleton(drafter).current)
    with pytest.raises(IntegrityError, match="for emergencies only"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(kind=Kind.ORDINARY, level="")


def test_words_between_the_gaps_cannot_be_changed(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    changed = post.text.replace("発令しました", "発令するかもしれません")
    drafts.edit(post, actor=drafter, version=post.version, fields={"bubbles": [bubble(changed)]})
    assert held_back(post, drafter)["bubbles"] == NOT_THE_WORDS


def test_a_bubble_more_is_refused_too(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    more = [*post.bubbles, bubble("市役所は開いています。")]
    drafts.edit(post, actor=drafter, version=post.version, fields={"bubbles": more})
    assert held_back(post, drafter)["bubbles"] == NOT_THE_WORDS


@pytest.mark.parametrize(
    "change", ["easy_text = '逃げてください。'", "category = '1'"], ids=["easy", "category"]
)
def test_nothing_else_is_added_to_it(change: str, drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    tamper(f"UPDATE posts_post SET {change} WHERE id = %s", [post.pk])
    assert held_back(post, drafter)["bubbles"] == NOT_THE_WORDS


def test_of_an_emergency_only_the_bubbles_are_saved(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    fields = {"title": "別", "kind": "ordinary", "at_once": False, "easy_text": "別"}
    saved = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    assert (saved.title, saved.kind, saved.at_once, saved.easy_text) == (
        post.title,
        "emergency",
        True,
        "",
    )


def test_a_gap_that_was_left_holds_it_back(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter, 避難所="")
    assert held_back(post, drafter)["gap-2"] == "避難所を入力してください。"


def test_gaps_are_filled_anew_and_the_words_stay(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    before = post.text
    values = {**FILLED, "避難所": "是川小学校"}
    writing.fill_anew(post, values, actor=drafter, version=post.version, answers={})
    post = Post.objects.get(pk=post.pk)
    assert post.text == before.replace("是川中学校", "是川小学校")
    assert submit(post, actor=drafter, version=post.version, declared=OF_AN_EMERGENCY)


@pytest.mark.parametrize(
    "smuggled", ["緊急安全確保", "是川地区と高齢者等避難", "警戒レベル5の地区"]
)
def test_a_gap_smuggles_in_no_other_level(smuggled: str, drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter, 地区=smuggled)
    problems = held_back(post, drafter)
    assert any("ほかの避難情報" in words or "警戒レベル" in words for words in problems.values())


def test_a_line_break_in_a_gap_becomes_a_space(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter, 地区="是川\n島守")
    assert post.gap_values["地区"] == "是川 島守"


@pytest.mark.parametrize("then", ["retired", "new version"])
def test_a_text_that_is_no_longer_good_holds_it_back(
    then: str, drafter: Staff, manager: Staff
) -> None:
    pattern = approved_skeleton(drafter, manager)
    post = write_emergency(pattern, drafter)
    if then == "retired":
        keeping.retire(pattern, actor=drafter, reason="計画が変わりました。")
    else:
        anew(pattern, drafter)
    assert held_back(post, drafter)["bubbles"]


def test_three_statements_are_enough_and_needed(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    names = {one["name"] for one in read(revision.canonical).declaration}
    assert names == OF_AN_EMERGENCY == {"facts", "public", "personal"}


@pytest.mark.parametrize("missing", sorted(OF_AN_EMERGENCY))
def test_without_one_of_them_nothing_is_asked(missing: str, drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING - {missing})
    assert set(refused.value.problems) == {f"declared-{missing}"}


def test_it_is_not_copied(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    with pytest.raises(PermissionDenied):
        duplicate(post, actor=drafter, origin=uuid.uuid4())


def test_the_abolished_word_is_no_level() -> None:
    assert "避難勧告" not in "".join(str(label) for label in Level.labels)
