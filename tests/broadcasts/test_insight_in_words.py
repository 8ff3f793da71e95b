"""What the page of a sent post says of the numbers of LINE, and of those that are missing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from broadcasts.insight.words import HIDDEN, NEVER_TOLD, NOT_YET
from broadcasts.models import Broadcast, Insight
from posts.choices import Status
from posts.models import Post
from posts.templatetags.dates_ja import ja
from tests.broadcasts.insights import counted_post
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


def page_of(post: Post, browser: Client) -> str:
    """The page of a post as it is written."""
    return browser.get(post.get_absolute_url()).content.decode()


def test_numbers_are_said_with_the_time_they_were_asked_for(
    drafter: Staff, as_drafter: Client
) -> None:
    page = page_of(counted_post(drafter), as_drafter)
    insight = Insight.objects.get()
    assert "<dt>届いた人数</dt><dd>12,000人</dd>" in page
    assert "<dt>開いた人数</dt><dd>5,000人</dd>" in page
    assert "<dt>リンクを開いた人数</dt><dd>300人</dd>" in page
    assert f"{ja(insight.counted_at)}にLINEへ問い合わせた数です。" in page
    assert "LINEは、配信から14日間" in page
    assert "数はまだ変わります。" in page


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (None, [NOT_YET, NOT_YET, NOT_YET]),
        ((None, None, None), [NOT_YET, NOT_YET, NOT_YET]),
        ((120, 54, None), ["120人", "54人", HIDDEN]),
        ((12, None, None), ["12人", HIDDEN, HIDDEN]),
        ((0, None, None), ["0人", HIDDEN, HIDDEN]),
    ],
)
def test_what_is_missing_is_said_and_never_nought(
    drafter: Staff,
    as_drafter: Client,
    numbers: tuple[int | None, int | None, int | None] | None,
    said: list[str],
) -> None:
    page = page_of(counted_post(drafter, numbers=numbers), as_drafter)
    section = page[page.index('id="insight"') : page.index('id="history"')]
    assert [words.split("</dd>")[0] for words in section.split("<dd>")[1:4]] == said


def test_before_the_first_question_it_is_said_when_that_comes(
    drafter: Staff, as_drafter: Client
) -> None:
    page = page_of(counted_post(drafter, numbers=None), as_drafter)
    assert "LINEへは、配信の1時間後から問い合わせます。" in page


def test_after_fourteen_days_the_numbers_are_final(drafter: Staff, as_drafter: Client) -> None:
    post = counted_post(drafter, days_ago=15, numbers=(120, None, None))
    Insight.objects.update(next_ask_at=None)
    page = page_of(post, as_drafter)
    assert "LINEが数える14日間" in page
    assert "は終わりました。" in page
    assert HIDDEN in page


def test_what_was_never_told_is_not_said_to_come(drafter: Staff, as_drafter: Client) -> None:
    post = counted_post(drafter, days_ago=22, numbers=(None, None, None))
    Insight.objects.update(next_ask_at=None)
    page = page_of(post, as_drafter)
    assert page.count(NEVER_TOLD) == 3
    assert NOT_YET not in page


def test_a_failed_question_is_said_with_the_time_of_the_next(
    drafter: Staff, as_drafter: Client
) -> None:
    post = counted_post(drafter)
    following = timezone.now() + timedelta(hours=1)
    Insight.objects.update(problem="LINEの側で問題が起きています。", next_ask_at=following)
    page = page_of(post, as_drafter)
    assert "集計を得られませんでした。LINEの側で問題が起きています。" in page
    assert f"{ja(following)}ごろ、もう一度問い合わせます。" in page


def test_without_a_number_of_line_nothing_can_be_asked(drafter: Staff, as_drafter: Client) -> None:
    post = counted_post(drafter, numbers=None)
    Broadcast.objects.update(request_id="")
    page = page_of(post, as_drafter)
    assert "LINEの受付番号がないため" in page
    assert NOT_YET not in page


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNCERTAIN, Status.STOPPED])
def test_what_was_not_sent_has_no_results(
    drafter: Staff, as_drafter: Client, status: Status
) -> None:
    assert 'id="insight"' not in page_of(post_in(status, drafter), as_drafter)
