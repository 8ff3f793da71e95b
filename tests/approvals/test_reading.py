"""Page 1: what somebody who decides sees, before anything can be pressed."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from audit.dates_ja import date_and_time
from line.models import FriendCount
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.routing.choices import RuleKind
from posts.submission import submit
from tests.approvals.acting import away, browser_of, look, reviewed, rule, soon, weighty
from tests.office import ask_approval, content
from tests.posts.answering import answer_all
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


def section(page: Page, name: str) -> str:
    (found,) = (one for one in page.main.iter("section") if one.get("aria-labelledby") == name)
    return words_of(found)


def anew(revision: Revision, drafter: Staff, **changes: object) -> Revision:
    """Changed after it came back, and asked about once more."""
    post = Post.objects.get(pk=revision.post_id)
    fields = content(send_at=post.send_at, **changes)
    post = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def test_one_sentence_says_who_asks_what_for_when_and_to_how_many(
    drafter: Staff, as_manager: Client
) -> None:
    FriendCount.objects.create(
        day=timezone.localdate(), followers=12_919, targeted_reaches=11_073, blocks=615
    )
    revision = ask_approval(drafter)
    when = date_and_time(revision.send_at)
    assert (
        f"観光課の工藤 美咲さんが、投稿「開庁時間のお知らせ」を、{when}に"
        "友だち全員（約12,304人）へ配信する承認を求めています。"
    ) in look(as_manager, revision).words


def test_a_first_request_says_that_it_is_the_first(drafter: Staff, as_manager: Client) -> None:
    assert "はじめての承認依頼です。" in section(look(as_manager, ask_approval(drafter)), "change")


def test_what_changed_since_the_last_decision_is_shown_word_by_word(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    first = ask_approval(drafter, text="4月12日に開きます。")
    decisions.return_to_drafter(first, actor=manager, reason="日付が違います。")
    page = look(as_manager, anew(first, drafter, text="4月19日に開きます。"))
    change = section(page, "change")
    assert "情報政策課の田中 恵子さんの差戻し" in change
    removed = [words_of(one) for one in page.main.iter("del")]
    added = [words_of(one) for one in page.main.iter("ins")]
    assert (removed, added) == (["（削除）12"], ["（追加）19"])


def test_what_was_decided_on_counts_and_not_what_was_withdrawn_in_between(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    first = ask_approval(drafter, text="第一の文")
    decisions.return_to_drafter(first, actor=manager, reason="直してください。")
    second = anew(first, drafter, text="第二の文")
    drafts.withdraw(second.post, actor=drafter, reason="まだ違う")
    drafts.reopen(Post.objects.get(), actor=drafter)
    third = anew(second, drafter, text="第三の文")
    change = section(look(as_manager, third), "change")
    assert "第1版" in change
    assert "（削除）一" in change
    assert "二" not in change


@time_machine.travel("2027-04-24 09:00:00+09:00", tick=False)
def test_dates_are_resolved_as_a_list_and_counted_from_the_day_of_sending(
    drafter: Staff, manager: Staff
) -> None:
    client = browser_of(manager)
    revision = ask_approval(
        drafter,
        text="4月29日（木）と5月3日に開きます。4月29日（木）は無料です。展示は4月27日（火）に始まりました。",
        send_at=timezone.now() + timedelta(days=5),
    )
    days = section(look(client, revision), "days")
    assert "4月29日（木） → 2027年4月29日（木・祝） 配信の日" in days
    assert "5月3日 → 2027年5月3日（月・祝） 配信の4日後" in days
    assert "4月27日（火） → 2027年4月27日（火） 配信の2日前" in days
    assert days.count("4月29日（木） →") == 1


def test_links_are_named_by_where_they_lead(drafter: Staff, as_manager: Client) -> None:
    text = "https://www.city.hachinohe.aomori.jp/a と https://example.org/b をご覧ください。"
    links = section(look(as_manager, ask_approval(drafter, text=text)), "links")
    assert "www.city.hachinohe.aomori.jp 市の一覧にあるサイト" in links
    assert "example.org 市の一覧にないサイト" in links


def test_other_posts_of_the_day_are_named(drafter: Staff, as_manager: Client) -> None:
    revision = ask_approval(drafter, title="この投稿")
    assert "ほかの配信はありません。" in section(look(as_manager, revision), "same-day")
    ask_approval(drafter, title="もう一つの投稿", send_at=revision.send_at)
    assert "もう一つの投稿" in section(look(as_manager, revision), "same-day")


@time_machine.travel("2027-04-22 10:00:00+09:00", tick=False)
def test_what_waits_to_go_out_at_once_is_a_post_of_today(drafter: Staff, manager: Staff) -> None:
    client = browser_of(manager)
    waiting, other = soon(drafter), soon(drafter)
    for revision in (waiting, ask_approval(drafter, title="今日の投稿")):
        named = section(look(client, revision), "same-day")
        assert f"承認されたらすぐ（承認の3分後） {other.post.title}" in named
    later = ask_approval(drafter, send_at=timezone.now() + timedelta(days=1))
    assert "ほかの配信はありません。" in section(look(client, later), "same-day")
    assert section(look(client, waiting), "same-day").count("停電のお知らせ") == 1


def test_the_way_says_who_took_which_step_and_who_is_next(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    revision = reviewed(drafter, manager)
    stages = section(look(browser_of(manager), revision), "stages")
    assert "課内確認 観光課いまここです" in stages
    assert "承認 情報政策課の田中 恵子さん" in stages


def test_why_somebody_cannot_act_is_said_by_name(
    drafter: Staff, reviewer: Staff, manager: Staff, auditor: Staff, deputy: Staff
) -> None:
    plain = ask_approval(drafter)
    assert (
        "いま決裁するのは、情報政策課の田中 恵子さんです。"
        in look(browser_of(auditor), plain).words
    )
    assert (
        "工藤 美咲さんはこの投稿の作成・編集・依頼に関わったため"
        in look(browser_of(drafter), plain).words
    )
    away(manager)
    assert (
        "重要・異例の投稿のため、代決できません。"
        in look(browser_of(deputy), weighty(drafter)).words
    )
    rule(RuleKind.REVIEW, manager)
    page = look(browser_of(manager), ask_approval(drafter))
    assert (
        "観光課の課内確認が済んでいません。観光課の類家 守さんの確認を待っています。" in page.words
    )
    assert "承認へ進む" not in page.buttons


def test_acts_are_offered_to_those_who_may(
    drafter: Staff, reviewer: Staff, manager: Staff, auditor: Staff, deputy: Staff
) -> None:
    plain = look(browser_of(manager), ask_approval(drafter)).buttons
    for label in (
        "承認へ進む",
        "工藤 美咲さんに差し戻す",
        "却下する",
        "保留にする",
        "日時を変える",
    ):
        assert label in plain
    revision = reviewed(drafter, manager)
    checks = look(browser_of(reviewer), revision).buttons
    assert "課内確認する" in checks
    assert "工藤 美咲さんに差し戻す" in checks
    for label in ("承認へ進む", "却下する", "保留にする", "日時を変える"):
        assert label not in checks
    page = look(browser_of(auditor), revision)
    assert "この投稿について、あなたがする操作はありません。" in page.words
