"""修正案: other words for those quoted in a comment, taken over by the drafter with one press."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.words import details
from posts import drafts
from posts.bubbles import new
from posts.choices import Status
from posts.commenting import comment, open_again, resolve
from posts.models import Comment, Contribution, Post
from posts.moves import ChangedMeanwhile
from posts.proposals import ACROSS, FIXED, GONE, ONE_LINE, TWICE, Unfit
from posts.suggesting import adopt
from tests.office import BUBBLE, ask_approval, bubble, content, write
from tests.posts.emergencies.writing import approved_skeleton, write_emergency

pytestmark = pytest.mark.django_db

PLACE = f"bubble:{BUBBLE}"


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, text="19日の午前10時に\n開きます。")


def propose(post: Post, actor: Staff, quote: str, proposal: str, **more: str) -> Comment:
    where = {"place": PLACE, **more}
    return comment(post, actor=actor, words="", quote=quote, proposal=proposal, **where)


def rewrite(post: Post, **changes: Any) -> Post:
    post.refresh_from_db()
    fields = content(send_at=post.send_at, **changes)
    return drafts.edit(post, actor=post.drafter, version=post.version, fields=fields)


def taken_over(made: Comment, actor: Staff) -> Post:
    post = Post.objects.get(pk=made.post_id)
    return adopt(Comment.objects.get(pk=made.pk), actor=actor, version=post.version)


def test_exactly_the_quoted_words_give_way(post: Post, auditor: Staff, drafter: Staff) -> None:
    made = propose(post, auditor, "午前10時に 開", "午前9時に開")
    assert taken_over(made, drafter).text == "19日の午前9時に開きます。"
    made.refresh_from_db()
    assert (made.is_adopted, made.resolved_by) == (True, drafter)


@pytest.mark.parametrize(
    ("place", "field", "words"),
    [("title", "title", "開館時間のお知らせ"), ("easy", "easy_text", "市役所の開館です。")],
)
def test_title_and_easy_text_too(
    place: str, field: str, words: str, auditor: Staff, drafter: Staff
) -> None:
    post = write(drafter, easy_text="市役所の開庁です。")
    assert getattr(taken_over(propose(post, auditor, "開庁", "開館", place=place), drafter), field)
    assert getattr(Post.objects.get(), field) == words


def test_in_a_card_only_the_field_of_the_words_changes(auditor: Staff, drafter: Staff) -> None:
    card = new("card-event", identity=BUBBLE).filled({"title": "八戸の祭", "body": "雨天中止。"})
    post = write(drafter, bubbles=[card.stored()])
    taken_over(propose(post, auditor, "雨天", "荒天"), drafter)
    expected = card.filled({"body": "荒天中止。"}).stored()
    assert Post.objects.get().bubbles == [expected]


def test_it_is_written_down_who_proposed_and_who_pressed(
    post: Post, auditor: Staff, drafter: Staff
) -> None:
    made = propose(post, auditor, "午前10時", "午前9時")
    assert auditor not in post.contributors()
    taken_over(made, drafter)
    given = Contribution.objects.get(kind=Contribution.Kind.SUGGESTED)
    assert (given.post, given.staff) == (post, auditor)
    edited, adopted = list(trail.history_of(post))[-2:]
    assert (edited.action, adopted.action) == (Action.POST_EDITED, Action.PROPOSAL_ADOPTED)
    assert adopted.actor_id == drafter.as_actor().id
    assert ("修正案を書いた職員", auditor.with_section) in details(adopted)


def test_words_that_moved_are_found_where_they_went(
    post: Post, auditor: Staff, drafter: Staff
) -> None:
    made = propose(post, auditor, "午前10時", "午前9時")
    rewrite(post, bubbles=[bubble("はじめに", "11111111"), bubble("午前10時から", "22222222")])
    assert taken_over(made, drafter).text == "はじめに\n\n午前9時から"


def test_those_before_tell_which_of_two_places_is_meant(auditor: Staff, drafter: Staff) -> None:
    post = write(drafter, text="19日は午前10時、20日は午前10時。")
    made = propose(post, auditor, "午前10時", "午前9時", before="、20日は")
    assert taken_over(made, drafter).text == "19日は午前10時、20日は午前9時。"


@pytest.mark.parametrize(
    ("text", "quote", "proposal", "place", "said"),
    [
        ("午前9時に開きます。", "午前10時", "正午", PLACE, GONE),
        ("午前10時、いえ午前10時です。", "午前10時", "正午", PLACE, TWICE),
        ("あああ", "ああ", "い", PLACE, TWICE),
        ("開きます。", "開庁", "開館\nです", "title", ONE_LINE),
        ("開きます。", "開庁", "開" * 100, "title", "件名が長すぎます"),
        (f"{'あ' * 4990}いうえ", "いうえ", "お" * 99, PLACE, "本文が89文字分長すぎます"),
        ("開きます。", "開き", "\u202e開き", PLACE, "目に見えない特殊な文字"),
        ("開きます。", "開庁", "\u202e開館", "title", "目に見えない特殊な文字"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    text: str, quote: str, proposal: str, place: str, said: str, auditor: Staff, drafter: Staff
) -> None:
    post = write(drafter, text=text)
    made = propose(post, auditor, quote, proposal, place=place)
    with pytest.raises(Unfit, match=said):
        taken_over(made, drafter)
    assert Post.objects.get().version == post.version
    assert not Contribution.objects.filter(kind=Contribution.Kind.SUGGESTED).exists()


def test_words_of_two_fields_are_not_torn_apart(auditor: Staff, drafter: Staff) -> None:
    card = new("card-event", identity=BUBBLE).filled({"title": "八戸の祭", "body": "雨天中止。"})
    post = write(drafter, bubbles=[card.stored(), bubble("八戸の祭雨天", "22222222")])
    with pytest.raises(Unfit, match=ACROSS):
        taken_over(propose(post, auditor, "八戸の祭雨天", "晴天"), drafter)


def test_moved_into_two_bubbles_they_are_not_guessed(
    post: Post, auditor: Staff, drafter: Staff
) -> None:
    made = propose(post, auditor, "午前10時", "午前9時")
    rewrite(post, bubbles=[bubble("午前10時", "11111111"), bubble("午前10時", "22222222")])
    with pytest.raises(Unfit, match=TWICE):
        taken_over(made, drafter)


def test_an_emergency_keeps_its_approved_words(drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter)
    made = propose(post, manager, post.text[:2], "別の", place=f"bubble:{post.bubbles[0]['id']}")
    with pytest.raises(Unfit, match=FIXED):
        taken_over(made, drafter)


@pytest.mark.parametrize("who", ["manager", "outsider", "auditor"])
def test_only_who_may_edit_takes_it_over(
    who: str, post: Post, auditor: Staff, request: pytest.FixtureRequest
) -> None:
    made = propose(post, auditor, "午前10時", "午前9時")
    with pytest.raises(PermissionDenied):
        taken_over(made, request.getfixturevalue(who))


def test_only_while_the_post_is_on_the_desk(auditor: Staff, drafter: Staff) -> None:
    post = ask_approval(drafter).post
    made = propose(post, auditor, "ご案内します", "お知らせします")
    with pytest.raises(PermissionDenied):
        taken_over(made, drafter)
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_whoever_saw_an_older_post_or_an_open_comment_is_told(
    post: Post, auditor: Staff, drafter: Staff, colleague: Staff
) -> None:
    made, other = (propose(post, auditor, "午前10時", f"午前{hour}時") for hour in (8, 9))
    seen = Comment.objects.select_related("post").get(pk=made.pk)
    assert seen.post.version == post.version
    taken_over(other, colleague)
    with pytest.raises(ChangedMeanwhile):
        adopt(seen, actor=drafter, version=seen.post.version)
    made.refresh_from_db()
    resolve(made, actor=drafter)
    with pytest.raises(ChangedMeanwhile):
        taken_over(made, drafter)
    assert Post.objects.get().text.startswith("19日の午前9時")


def test_a_comment_settled_in_the_same_moment_leaves_the_post_as_it_was(
    post: Post, auditor: Staff, drafter: Staff
) -> None:
    seen = propose(post, auditor, "午前10時", "午前9時")
    resolve(Comment.objects.get(pk=seen.pk), actor=drafter)
    with pytest.raises(ChangedMeanwhile):
        adopt(seen, actor=drafter, version=1)
    assert Post.objects.get().version == 1
    assert not Contribution.objects.filter(kind=Contribution.Kind.SUGGESTED).exists()


def test_postgresql_keeps_what_was_proposed_and_adopted(
    post: Post, auditor: Staff, drafter: Staff
) -> None:
    made = propose(post, auditor, "午前10時", "午前9時")
    plain = comment(post, actor=auditor, words="見ました。")
    known, bare = (Comment.objects.filter(pk=one.pk) for one in (made, plain))
    for rows, change in (
        (known, {"proposal": "正午"}),
        (known, {"is_adopted": True}),  # nobody has a hand in it by that
        (bare, {"is_adopted": True}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        comment(post, actor=auditor, words="", proposal="正午")
    taken_over(made, drafter)
    open_again(Comment.objects.get(pk=made.pk), actor=auditor)
    with pytest.raises(DatabaseError), transaction.atomic():
        known.update(is_adopted=False)
    with pytest.raises(ChangedMeanwhile):
        taken_over(made, drafter)
