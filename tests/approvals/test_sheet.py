"""決裁票: everything that led to a decision, and what came of it, on one sheet."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from approvals.sheets.sheet import Wording
from broadcasts import sender
from line.models import FriendCount
from posts import drafts
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post
from posts.routing.turns import endorse
from posts.sealing import seal
from tests.approvals.sheets import (
    asked_for,
    said,
    sheet_of,
    with_a_review_and_a_consultation,
    written_by,
)
from tests.broadcasts.queue import due_post
from tests.office import TEXT, approve, ask_approval, tamper
from tests.standin import StandIn

pytestmark = pytest.mark.django_db


def test_it_names_everybody_who_had_a_hand_in_the_post_and_what_they_did(
    drafter: Staff, colleague: Staff, manager: Staff
) -> None:
    post = written_by([drafter, colleague, colleague])
    asked_for(post, drafter)
    hands = sheet_of(post, manager).hands
    assert [(one.who, one.did, one.times) for one in hands] == [
        ("工藤 美咲（観光課）", "起案", 1),
        ("小笠原 葵（観光課）", "編集", 2),
        ("工藤 美咲（観光課）", "承認依頼", 1),
    ]


def test_the_route_is_told_step_by_step_with_the_factor_of_the_last_one(
    drafter: Staff, manager: Staff
) -> None:
    reviewer, consulted = with_a_review_and_a_consultation(manager)
    revision = ask_approval(drafter)
    endorse(revision, actor=reviewer, words="表記を確かめました。")
    route = sheet_of(revision.post, manager).route
    assert [(one.role, one.section, bool(one.at)) for one in route] == [
        ("課内確認", "観光課", True),
        ("合議", "環境政策課", False),
        ("決裁", "", False),
    ]
    endorse(revision, actor=consulted)
    approve(revision, manager)
    sheet = sheet_of(revision.post, manager)
    last = sheet.decision
    assert last is not None
    assert (last.role, last.who) == ("アカウント管理者", "田中 恵子（情報政策課）")
    assert (last.act, last.factor) == ("承認", "認証アプリ")
    assert sheet.route[0].who == "類家 守（観光課）"
    assert "意見：表記を確かめました。" in said(sheet)["決裁の経過"]
    assert "本人確認：認証アプリ" in said(sheet)["決裁の経過"]


def test_it_holds_the_words_the_findings_with_answers_the_declaration_and_the_fingerprint(
    drafter: Staff, manager: Staff
) -> None:
    FriendCount.objects.create(
        day=timezone.localdate(), followers=12_919, targeted_reaches=12_304, blocks=615
    )
    revision = ask_approval(drafter, category="1", text=f"{TEXT}\n当日はお休みです。")
    sheet = sheet_of(revision.post, manager)
    words = said(sheet)
    assert f"{TEXT}\n当日はお休みです。" in words["本文"]
    assert [one.answer for one in sheet.wording.findings if one.answer] != []
    assert all(one.answered_by for one in sheet.wording.findings if one.answer)
    assert len(sheet.wording.declaration) == 8
    assert revision.digest in words["投稿"]
    assert "約12,304人" in words["投稿"]
    assert sheet.facts.is_whole


def test_earlier_revisions_are_told_with_the_reason_for_which_they_came_back(
    drafter: Staff, manager: Staff
) -> None:
    first = ask_approval(drafter)
    decisions.return_to_drafter(first, actor=manager, reason="開庁時間が違います。")
    second = asked_for(first.post, drafter)
    sheet = sheet_of(second.post, manager)
    (earlier,) = sheet.earlier
    assert sheet.facts.revision == 2
    assert (earlier.number, earlier.became, earlier.digest) == (1, "差戻し", first.digest)
    assert (earlier.who, earlier.reason) == ("田中 恵子（情報政策課）", "開庁時間が違います。")
    assert "理由：開庁時間が違います。" in said(sheet)["これより前の版"]


def test_the_reason_that_other_posts_need_is_named_as_such(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter, category="6")
    approve(revision, manager, reason="市の姉妹都市の行事のため")
    words = said(sheet_of(revision.post, manager))
    assert "適当と認める理由（投6）：市の姉妹都市の行事のため" in words["決裁の経過"]


def test_a_withdrawn_post_says_who_took_it_back_and_why(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    drafts.withdraw(revision.post, actor=drafter, reason="中止になりました。")
    result = sheet_of(revision.post, manager).result
    assert (result.outcome, result.who) == ("取下げ", "工藤 美咲（観光課）")
    assert result.reason == "中止になりました。"


def test_people_are_named_as_they_were_when_they_acted(
    drafter: Staff, outsider: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    approve(revision, manager)
    tamper(
        "UPDATE accounts_staff SET section_id = %s WHERE id IN (%s, %s)",
        [outsider.section_id, drafter.pk, manager.pk],
    )
    sheet = sheet_of(Post.objects.get(), Staff.objects.get(pk=manager.pk))
    assert sheet.facts.asked_by == "工藤 美咲（観光課）"
    assert sheet.decision is not None
    assert sheet.decision.who == "田中 恵子（情報政策課）"


@pytest.mark.parametrize("is_decided", [True, False])
def test_words_swapped_together_with_their_fingerprint_are_not_shown(
    drafter: Staff, manager: Staff, *, is_decided: bool
) -> None:
    revision = ask_approval(drafter)
    if is_decided:
        approve(revision, manager)
    other = revision.canonical.replace("本館", "別館")
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [other, seal(other)])
    sheet = sheet_of(revision.post, manager)
    assert not sheet.facts.is_whole
    assert sheet.wording == Wording()
    assert "内容と指紋が一致しない" in said(sheet)["本文"]
    assert "別館" not in "".join(said(sheet).values())


def test_words_swapped_under_their_fingerprint_are_not_shown(
    drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE posts_revision DROP CONSTRAINT revision_sealed")
    tamper("UPDATE posts_revision SET canonical = replace(canonical, '本館', '別館')", [])
    assert sheet_of(revision.post, manager).wording == Wording()


@pytest.mark.django_db(transaction=True)
def test_a_sent_post_says_when_to_how_many_and_under_which_number(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    day = timezone.localdate()
    FriendCount.objects.create(day=day, followers=130, targeted_reaches=119, blocks=11)
    post = due_post(drafter, manager)
    sender.drain()
    (delivery,) = line_platform.deliveries()
    result = sheet_of(post, manager).result
    assert (result.outcome, result.request_id) == ("配信済み", delivery["request_id"])
    assert (result.friends, result.friends_on) == (119, day)
    assert result.at is not None
    assert timezone.now() - result.at < timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_refused_post_says_that_it_failed_and_why(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    line_platform.arm("unauthorized")
    sender.drain()
    result = sheet_of(post, manager).result
    assert result.outcome == "配信失敗"
    assert result.reason != ""
    assert result.request_id == ""


@pytest.mark.django_db(transaction=True)
def test_a_blocked_post_says_what_was_wrong(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    tamper("UPDATE posts_contribution SET staff_id = %s", [manager.pk])
    sender.drain()
    assert line_platform.requests() == []
    result = sheet_of(post, manager).result
    assert result.outcome == "配信の差止め"
    assert result.reason != ""


@pytest.mark.django_db(transaction=True)
def test_a_correction_and_what_it_corrects_name_each_other(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    sender.drain()
    post.refresh_from_db()
    correction = follow_up(post, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    (named,) = sheet_of(post, manager).related
    assert (named.number, "訂正" in named.relation) == (correction.pk, True)
