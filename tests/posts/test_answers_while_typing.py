"""Answers to findings are saved while somebody types, and those of two people are both kept."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from posts.answering.answers import answers_in_words, give
from posts.models import Answer, Contribution, Post
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.answering import ANSWER, ASKED_ABOUT, findings_of
from tests.posts.editor import BODY, SCHEDULE_FIELDS, opened, press
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, category="1", text=ASKED_ABOUT)


@pytest.fixture
def key(post: Post) -> str:
    (finding,) = findings_of(post)
    return finding.key


@pytest.fixture
def box(key: str) -> str:
    return f"answer-{key}"


@pytest.fixture
def as_colleague(colleague: Staff) -> Client:
    client = Client()
    sign_in(client, colleague)
    return client


def save_alone(client: Client, post: Post, **typed: str) -> int:
    fields = {**opened(client, post), **typed}
    return client.post(f"/posts/{post.pk}/autosave/", fields).status_code


def answered() -> list[Entry]:
    return list(Entry.objects.filter(action=Action.FINDINGS_ANSWERED))


def test_an_answer_that_grows_is_one_answer_and_one_entry(
    post: Post, key: str, box: str, as_drafter: Client
) -> None:
    for words in ("課の", "課の代表", ANSWER):
        assert save_alone(as_drafter, post, **{box: words}) == 200
    assert answers_in_words(post) == {key: ANSWER}
    assert Answer.objects.count() == 1
    assert len(answered()) == 1
    assert Contribution.objects.filter(kind="edited").count() == 2


def test_a_press_ends_it_and_nothing_of_it_is_rewritten(
    post: Post, key: str, box: str, as_drafter: Client
) -> None:
    save_alone(as_drafter, post, **{box: "書きかけ"})
    press(as_drafter, "save", {**opened(as_drafter, post), box: "書きかけ"}, post)
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.update(words="別")
    save_alone(as_drafter, post, **{box: ANSWER})
    assert [one.words for one in Answer.objects.order_by("pk")] == ["書きかけ", ANSWER]
    assert answers_in_words(post) == {key: ANSWER}


def test_a_new_stretch_and_another_person_begin_anew(
    post: Post, box: str, as_drafter: Client, as_colleague: Client
) -> None:
    save_alone(as_drafter, post, **{box: "一"})
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        save_alone(as_drafter, post, **{box: "二"})
    save_alone(as_colleague, post, **{box: "三"})
    assert [one.words for one in Answer.objects.order_by("pk")] == ["一", "二", "三"]


def test_what_was_typed_before_the_other_saved_is_not_given(
    post: Post, key: str, box: str, colleague: Staff, as_drafter: Client, as_colleague: Client
) -> None:
    mine = {**opened(as_drafter, post), box: "自分の答え"}
    save_alone(as_colleague, post, **{box: "同僚の答え"})
    assert as_drafter.post(f"/posts/{post.pk}/autosave/", mine).status_code == 409
    assert answers_in_words(post) == {key: "同僚の答え"}
    page = press(as_drafter, "save", mine, post)
    assert page.value_of(box) == "自分の答え"
    assert "確かめた内容" in page.words
    page = press(as_drafter, "keep", mine, post)
    assert "自分の答え" in page.words


def test_a_box_left_empty_takes_no_answer_of_the_other_back(
    post: Post, key: str, box: str, drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    mine = {**opened(as_drafter, post), box: "", BODY: f"{ASKED_ABOUT}お越しください。"}
    give(post, actor=colleague, said={key: "同僚の答え"})
    Post.objects.filter(pk=post.pk).update(version=2)
    page = press(as_drafter, "save", mine, post)
    assert page.value_of(box) == "同僚の答え"
    press(as_drafter, "save", {**mine, box: page.value_of(box), "version": "2"}, post)
    assert answers_in_words(post) == {key: "同僚の答え"}


def test_the_last_step_says_what_is_not_answered_and_then_asks(
    post: Post, box: str, as_drafter: Client
) -> None:
    address = f"/posts/{post.pk}/submission/"
    page = Page.of(as_drafter.get(address))
    assert "承認を依頼する前に、次のことをしてください（1件）" in page.words
    assert "確かめてください" in page.words
    assert "承認を依頼する" not in page.buttons
    fields = {**opened(as_drafter, post), box: ANSWER}
    page = press(as_drafter, "save", fields, post)
    page = Page.of(as_drafter.get(address))
    assert ANSWER in page.words
    assert "承認を依頼する" in page.buttons


def test_the_saved_time_counts_while_the_words_are_written(
    drafter: Staff, as_drafter: Client
) -> None:
    deadline = timezone.localtime() + timedelta(days=10)
    post = write(drafter, text=f"申込みは{deadline.month}月{deadline.day}日までです。")
    fields = opened(as_drafter, post)
    content = {name: value for name, value in fields.items() if name not in SCHEDULE_FIELDS}
    before = Page.of(as_drafter.post("/posts/preview/", content)).words
    Post.objects.filter(pk=post.pk).update(send_at=deadline + timedelta(days=10))
    after = Page.of(as_drafter.post("/posts/preview/", content)).words
    assert "には過ぎています" not in before
    assert "には過ぎています" in after
