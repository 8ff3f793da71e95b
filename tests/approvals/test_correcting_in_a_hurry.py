"""From the page of a wrong post to the approved correction: few presses, two people, minutes."""

from datetime import timedelta
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from approvals.models import Decision
from posts.choices import Status
from posts.declaration_form import TOGETHER
from posts.kinds.choices import Kind
from posts.kinds.following import NO_PHONE
from posts.models import Post
from posts.screening_lists.changing import add_entry
from posts.screening_lists.choices import ListKind
from tests.approvals.acting import browser_of, look
from tests.approvals.deciding import go_on, next_code, send_code
from tests.posts.answering import ANSWER, answer_all
from tests.posts.pages import Page
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db
PHONE: Final = "0178-46-4040"
TYPED: Final = (("｛誤っていた内容｝", "午後5時まで"), ("｛正しい内容｝", "午後6時まで"))


@pytest.fixture
def original(drafter: Staff) -> Post:
    return post_in(Status.SENT, drafter)


def list_phone(number: str, administrator: Staff) -> None:
    add_entry(ListKind.PHONE, number, actor=administrator, reason="代表番号", group="観光課")


def prepare(client: Client, original: Post) -> Page:
    """Open the post (first press) and press 訂正を作る (second)."""
    page = Page.of(client.get(original.get_absolute_url()))
    assert "訂正を作る" in page.buttons
    sent = {"follows": Kind.CORRECTION.value, "origin": page.value_of("origin")}
    address = reverse("post_following", args=[original.pk])
    return Page.of(client.post(address, sent, follow=True))


def test_two_people_correct_a_post_with_six_presses(
    original: Post, drafter: Staff, manager: Staff, administrator: Staff
) -> None:
    list_phone(PHONE, administrator)
    client = browser_of(drafter)
    page = prepare(client, original)  # presses 1 and 2
    made = Post.objects.get(original=original)
    field = f"{made.bubbles[0]['id']}-text"
    assert original.text.split()[-1] in page.words
    assert PHONE in page.value_of(field)
    body = page.value_of(field)
    for gap, words in TYPED:
        body = body.replace(gap, words)
    names = ("title", "category", "confidentiality", "version", "origin", "bubble")
    sent = {name: page.value_of(name) for name in names}
    sent |= {field: body, field.replace("-text", "-kind"): "text", "go": "request"}
    address = reverse("post_edit", args=[made.pk])
    page = Page.of(client.post(address, sent, follow=True))  # press 3: 承認を依頼
    assert page.headings == ["承認を依頼"]
    assert "承認されたらすぐ" in page.words
    answer_all(Post.objects.get(pk=made.pk), drafter, ANSWER)
    page = Page.of(client.get(reverse("post_submission", args=[made.pk])))
    sent = {"version": page.value_of("version"), TOGETHER: "on"}
    address = reverse("post_submission", args=[made.pk])
    client.post(address, sent, follow=True)  # press 4: 承認を依頼する
    revision = Post.objects.get(pk=made.pk).current_revision
    assert revision is not None
    decider = browser_of(manager)
    assert "承認へ進む" in look(decider, revision).buttons
    address = go_on(decider, revision)  # press 5: 承認へ進む
    number = Page.of(decider.get(address)).main.find(".//strong[@class='code']")
    assert number is not None
    typed = str(number.text)
    send_code(decider, address, next_code(manager), number=typed)  # press 6: 承認する
    decision = Decision.objects.get()
    assert (decision.revision, decision.decider) == (revision, manager)
    # With the pause after the approval, in which it can still be stopped.
    assert decision.send_from == decision.decided_at + timedelta(seconds=30)


@pytest.mark.parametrize("known", [0, 2])
def test_where_there_is_a_choice_of_numbers_the_gap_stays(
    known: int, original: Post, drafter: Staff, administrator: Staff
) -> None:
    for last in range(known):
        list_phone(f"0178-46-404{last}", administrator)
    prepare(browser_of(drafter), original)
    assert NO_PHONE in Post.objects.get(original=original).text


def test_it_goes_out_at_once_unless_the_drafter_says_otherwise(
    original: Post, drafter: Staff
) -> None:
    prepare(browser_of(drafter), original)
    made = Post.objects.get(original=original)
    assert (made.at_once, made.send_at) == (True, None)


def test_the_one_box_stands_below_every_statement(original: Post, drafter: Staff) -> None:
    client = browser_of(drafter)
    prepare(client, original)
    made = Post.objects.get(original=original)
    made.bubbles[0]["text"] = "【訂正】\n（誤）午後5時\n（正）午後6時"
    Post.objects.filter(pk=made.pk).update(bubbles=made.bubbles)
    answer_all(made, drafter)
    page = Page.of(client.get(reverse("post_submission", args=[made.pk])))
    assert "上の8つを確かめました" in page.words
    assert "職務上知った秘密" in page.words
