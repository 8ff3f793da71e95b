"""What screening finds stands beside the text while it is written, and 直す sets it right."""

import time
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.answering.looking import look_at_post
from posts.models import Answer, Post
from tests.office import BUBBLE, write
from tests.posts.answering import (
    ANSWER,
    ASKED_ABOUT,
    RIGHT_WEEKDAY,
    WRONG_WEEKDAY,
    findings_of,
)
from tests.posts.editor import BODY, opened, press, typed
from tests.posts.pages import Page, words_of

LIMIT_SECONDS: Final = 0.1
PARAGRAPH: Final = (
    "市民の皆さまへ。2027年4月29日（木・祝）10:00から、はっちで春のお茶会を開きます。"
    "参加費は1人500円、定員は先着20人です。詳しくは https://www.city.hachinohe.aomori.jp/ を"
    "ご覧ください。問合せ：観光課 0178-43-2111。\n"
)


def beside(page: Page) -> str:
    """The list of findings."""
    (found,) = [one for one in page.root.iter() if one.get("id") == "findings"]
    return words_of(found)


def preview(client: Client, **changes: str) -> Page:
    return Page.of(client.post(reverse("post_preview"), typed(**changes)))


def test_the_preview_brings_the_findings_with_the_words_and_a_link(as_drafter: Client) -> None:
    page = preview(as_drafter, text=WRONG_WEEKDAY)
    assert "2027年4月29日（金）" in beside(page)
    links = [one.get("href") for one in page.root.iter("a")]
    assert f"#id_{BODY}" in links
    assert not Post.objects.exists()


def test_a_clean_text_is_said_to_be_clean(as_drafter: Client) -> None:
    assert "見つかっていません" in beside(preview(as_drafter, text="市役所は9時に開きます。"))


def test_the_preview_knows_the_section_and_the_answers_of_the_post(
    drafter: Staff, as_auditor: Client, as_drafter: Client
) -> None:
    post = write(drafter, category="1", text=ASKED_ABOUT)
    (finding,) = findings_of(post)
    sent = {**opened(as_drafter, post), f"answer-{finding.key}": "書きかけの答え"}
    page = Page.of(as_drafter.post(reverse("post_preview"), sent))
    assert page.value_of(f"answer-{finding.key}") == "書きかけの答え"


def test_fixing_replaces_the_words_and_saves_nothing(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, text=WRONG_WEEKDAY)
    (finding,) = findings_of(post)
    assert finding.fix is not None
    fields = {**opened(as_drafter, post), "title": "変えた件名"}
    page = Page.of(
        as_drafter.post(reverse("post_edit", args=[post.pk]), {**fields, "fix": finding.key})
    )
    assert page.value_of(BODY) == RIGHT_WEEKDAY
    assert page.value_of("title") == "変えた件名"
    assert "まだ保存していません" in page.words
    assert Post.objects.get().text == WRONG_WEEKDAY


def test_fixing_what_is_no_longer_there_changes_nothing(as_drafter: Client) -> None:
    page = Page.of(as_drafter.post(reverse("post_new"), {**typed(), "fix": "0" * 16}))
    assert page.value_of(BODY) == typed()[BODY]


def test_answers_are_kept_with_the_draft(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, category="1", text=ASKED_ABOUT)
    (finding,) = findings_of(post)
    fields = {**opened(as_drafter, post), f"answer-{finding.key}": ANSWER}
    page = press(as_drafter, "confirm", fields, post)
    assert page.headings == [post.title]
    assert ANSWER in page.words
    assert "承認の依頼へ進む" in page.buttons
    assert Answer.objects.get().by == drafter


def test_going_on_without_an_answer_saves_and_says_where(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter, category="1", text=ASKED_ABOUT)
    (finding,) = findings_of(post)
    fields = {**opened(as_drafter, post), "title": "書き直した件名"}
    page = press(as_drafter, "confirm", fields, post)
    assert page.errors_at(f"answer-{finding.key}") == "＊確かめた内容を書いてください。"
    assert Post.objects.get().title == "書き直した件名"


def test_what_is_certainly_wrong_is_told_at_its_field(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, text=WRONG_WEEKDAY)
    page = Page.of(as_drafter.get(f"{reverse('post_edit', args=[post.pk])}?check"))
    assert "木" in page.errors_at(f"{BUBBLE}-text")
    refused = as_drafter.post(reverse("post_submission", args=[post.pk]), follow=True)
    assert "まだ承認を依頼できません" in Page.of(refused).words


@pytest.mark.django_db
def test_5000_characters_are_looked_at_in_a_tenth_of_a_second(drafter: Staff) -> None:
    text = (PARAGRAPH * 60)[:5000]
    post = write(drafter, text=text)
    look_at_post(post, now=timezone.now())
    took = []
    for _ in range(5):
        began = time.process_time()
        look_at_post(post, now=timezone.now())
        took.append(time.process_time() - began)
    assert min(took) < LIMIT_SECONDS
