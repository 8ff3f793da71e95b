"""What the page of a post tells: where it stands, why, what it says, and what has happened."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from audit.dates_ja import date_and_time
from broadcasts.delivery import claim_next, settle
from broadcasts.models import Broadcast
from broadcasts.preparation import prepare_next
from line.client import Answer, Outcome
from posts import drafts
from posts.models import Post, Revision
from tests.broadcasts.queue import due_post
from tests.office import ask_approval, schedule, tamper, write
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

ACCEPTED = Answer(Outcome.ACCEPTED, 200, "req-1", "", "")
UNKNOWN = Answer(Outcome.UNKNOWN, 500, "req-2", "", "LINEが500を返しました。")
REFUSED = Answer(
    Outcome.REFUSED,
    400,
    "req-3",
    "",
    "本文の形が違います。",
    "直してください。",
    "May not be empty",
)


def shown(client: Client) -> Page:
    return Page.of(client.get(Post.objects.get().get_absolute_url()))


def attempt(answer: Answer | None) -> None:
    """Prepare what is due, claim it and, with an answer, write down what LINE said."""
    prepare_next()
    Broadcast.objects.update(lease_until=None)
    claim = claim_next()
    assert claim is not None
    if answer is not None:
        settle(claim, answer)


def test_a_draft_lists_what_is_missing(drafter: Staff, as_drafter: Client) -> None:
    write(drafter, category="", text="", send_at=None)
    page = shown(as_drafter)
    for missing in ("分類を選んで", "本文を入力して", "配信する日付と時刻を入力して"):
        assert missing in page.words
    assert "承認の依頼へ進む" not in page.buttons
    assert page.words.count("未定") == page.words.count("未選択") == 1


def test_a_complete_draft_asks_for_nothing(drafter: Staff, as_drafter: Client) -> None:
    write(drafter)
    page = shown(as_drafter)
    assert "承認を依頼する前に" not in page.words
    assert "承認の依頼へ進む" in page.buttons


def test_what_waits_names_the_account_manager(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    ask_approval(drafter)
    page = shown(as_drafter)
    assert "情報政策課の田中 恵子さんの承認を待っています" in page.words
    assert "承認の画面へ進む" not in page.buttons


def test_what_waits_says_how_to_correct_a_slip(
    drafter: Staff, manager: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    ask_approval(drafter)
    advice = "誤りに気づいたときは、「取り下げる」を押し"
    assert advice in shown(as_drafter).words
    assert "取り下げる" in shown(as_drafter).buttons
    assert advice not in shown(as_auditor).words


def test_what_was_withdrawn_says_who_and_why_at_the_top(drafter: Staff, as_drafter: Client) -> None:
    revision = ask_approval(drafter)
    drafts.withdraw(revision.post, actor=drafter, reason="雨天のため\n中止です。")
    page = shown(as_drafter)
    top, _, _ = page.words.partition("履歴")
    assert "工藤 美咲（観光課）が取り下げました。市民には届いていません。" in top
    assert "雨天のため 中止です。" in top
    assert "下書きに戻す" in page.buttons


def test_only_who_may_edit_sees_the_steps_to_submission(
    drafter: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    write(drafter)
    assert "内容 配信先・日時 確認 承認を依頼" in shown(as_drafter).words
    assert "配信先・日時 確認" not in shown(as_auditor).words


def test_only_the_account_manager_is_led_to_the_decision(
    drafter: Staff, as_manager: Client
) -> None:
    ask_approval(drafter)
    assert "承認の画面へ進む" in shown(as_manager).buttons


def test_without_an_account_manager_the_office_is_named(drafter: Staff, as_drafter: Client) -> None:
    ask_approval(drafter)
    assert "いまこの投稿を決裁できる人がいません。" in shown(as_drafter).words


def test_what_was_returned_shows_who_and_why(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    revision = ask_approval(drafter)
    decisions.return_to_drafter(revision, actor=manager, reason="開庁時間が\n違います。")
    page = shown(as_drafter)
    assert "情報政策課の田中 恵子さんが差し戻しました。" in page.words
    assert "開庁時間が 違います。" in page.words
    assert "編集する" in page.buttons


def test_what_was_approved_says_when_and_by_whom(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    send_at = timezone.now() + timedelta(hours=1)
    post = schedule(drafter, manager, send_at=send_at)
    page = shown(as_drafter)
    assert f"{date_and_time(send_at)}に配信します。" in page.words
    assert "情報政策課の田中 恵子さんが承認しました。" in page.words
    assert Revision.objects.get(post=post).digest in page.words


def test_what_is_being_sent_says_so_and_cannot_be_stopped(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(None)
    page = shown(as_drafter)
    assert "配信しています。" in page.words
    assert "LINEの応答を待っています。" in page.words
    assert "取り下げる" not in page.buttons


def test_a_second_try_says_why_and_that_nothing_arrives_twice(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(UNKNOWN)
    page = shown(as_drafter)
    assert "LINEが500を返しました。同じ配信として、自動で送り直しています。" in page.words
    assert "二重に届くことはありません" in page.words


def test_what_was_sent_says_when_and_under_which_number(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(ACCEPTED)
    page = shown(as_drafter)
    finished_at = Broadcast.objects.get().finished_at
    assert finished_at is not None
    assert f"{date_and_time(finished_at)}に配信しました。" in page.words
    assert "友だちの数は、LINEの集計を待っています。" in page.words
    assert "req-1" in page.words


def test_the_number_of_friends_is_shown_when_it_is_known(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(ACCEPTED)
    Broadcast.objects.update(friends=0, friends_on=timezone.localdate())
    assert "友だち 0人" in shown(as_drafter).words
    Broadcast.objects.update(friends=12_304)
    assert shown(as_drafter).words.count("12,304人") == 2


def test_what_failed_says_why_and_how_to_go_on(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(REFUSED)
    page = shown(as_drafter)
    assert "配信していません。市民には届いていません。" in page.words
    assert "理由：本文の形が違います。 直してください。" in page.words
    assert "下書きに戻す" in page.buttons


def test_the_words_of_line_itself_are_folded_and_marked_as_english(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(REFUSED)
    page = shown(as_drafter)
    (folded,) = (found for found in page.main.iter("details") if list(found.iter("p")))
    assert words_of(folded) == "LINEの応答（400） May not be empty"
    assert [found.get("lang") for found in folded.iter("p")] == ["en"]
    assert "open" not in folded.attrib


def test_what_is_uncertain_asks_a_person_to_look(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(UNKNOWN)
    tamper("UPDATE broadcasts_broadcast SET next_attempt_at = now()", [])
    attempt(REFUSED)
    page = shown(as_drafter)
    assert "配信できたか確認できません。" in page.words
    assert "LINE公式アカウントの管理画面で" in page.words
    assert "下書きに戻す" not in page.buttons


def test_the_history_tells_every_act_in_order(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    due_post(drafter, manager)
    attempt(ACCEPTED)
    (history,) = (found for found in shown(as_drafter).root.iter("ol"))
    acts = [words_of(line) for line in history.iter("li")]
    assert len(acts) == 6
    for act, words in zip(
        ["起案", "承認依頼", "承認", "配信開始", "LINEへの送信", "配信済み"], acts, strict=True
    ):
        assert act in words


def test_what_is_typed_is_shown_as_words_and_never_runs(drafter: Staff, as_drafter: Client) -> None:
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    write(drafter, title=script, text=script)
    page = shown(as_drafter)
    assert page.headings == [script]
    assert [found for found in page.root.iter("script") if "alert" in (found.text or "")] == []
    assert list(page.root.iter("img")) == []
