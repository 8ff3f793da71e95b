"""What the worker refuses to send, whatever the rows say."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Notice, Staff
from approvals.halting import halt
from approvals.models import Decision
from audit import trail
from audit.actions import Action
from broadcasts import sender
from broadcasts.models import Broadcast, State
from broadcasts.preparation import prepare_next
from posts.choices import Status
from posts.models import Contribution, Post, Revision
from posts.sealing import seal
from tests.broadcasts.queue import due_post, make_due_again
from tests.office import ask_approval, tamper
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def assert_blocked(post: Post, line_platform: StandIn, *, why: str) -> None:
    sender.drain()
    post.refresh_from_db()
    assert line_platform.requests() == []
    assert post.status == Status.FAILED
    broadcast = Broadcast.objects.get()
    assert why in broadcast.reason
    last = trail.history_of(post).last()
    assert last is not None
    assert last.action == Action.SENDING_BLOCKED
    assert why in last.detail["reason"]
    assert Notice.objects.filter(subject__contains="配信できませんでした").count() == 2


def test_one_character_changed_in_the_database_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    revision = Revision.objects.get()
    changed = revision.canonical.replace("開庁時間", "閉庁時間")
    assert changed != revision.canonical
    tamper(
        "UPDATE posts_revision SET canonical = %s, digest = %s WHERE id = %s",
        [changed, seal(changed), revision.pk],
    )
    assert_blocked(post, line_platform, why="一致しません")


def test_one_character_changed_after_the_request_was_frozen_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    assert prepare_next()
    tamper("UPDATE broadcasts_broadcast SET body = replace(body, '\\u958b', '\\u9589')", [])
    make_due_again()
    assert_blocked(post, line_platform, why="承認された内容と一致しません")


def test_an_approval_moved_to_another_revision_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    changed = Revision.objects.get().canonical.replace("開庁時間", "閉庁時間")
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [changed, seal(changed)])
    tamper("UPDATE approvals_decision SET digest = %s", [seal(changed)])
    assert_blocked(post, line_platform, why="本人確認が、この内容に対するものではありません")


def test_a_send_time_moved_in_the_database_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    tamper(
        "UPDATE posts_revision SET send_at = send_at - interval '1 minute',"
        " decide_by = decide_by - interval '1 minute'",
        [],
    )
    assert_blocked(post, line_platform, why="予定が、承認された内容と一致しません")


def test_a_missing_decision_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    tamper("DELETE FROM approvals_decision", [])
    assert not Decision.objects.exists()
    assert_blocked(post, line_platform, why="承認の記録がありません")


def test_an_approval_by_somebody_who_had_a_hand_in_it_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    Contribution.objects.create(post=post, staff=manager, kind=Contribution.Kind.EDITED)
    assert_blocked(post, line_platform, why="投稿に関わった人が承認しています")


def test_an_approval_by_somebody_who_was_not_the_account_manager_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    tamper("UPDATE accounts_appointment SET role = 'auditor' WHERE role = 'account_manager'", [])
    sender.drain()
    post.refresh_from_db()
    assert post.status == Status.FAILED
    assert "決裁できる人ではありません" in Broadcast.objects.get().reason
    assert line_platform.requests() == []


def test_a_status_set_by_hand_sends_nothing(drafter: Staff, line_platform: StandIn) -> None:
    soon = timezone.now() - timedelta(seconds=1)
    with time_machine.travel(soon - timedelta(minutes=5), tick=False):
        revision = ask_approval(drafter, send_at=soon)
    tamper("UPDATE posts_post SET status = 'approved'", [])
    sender.drain()
    assert line_platform.requests() == []
    assert Post.objects.get(pk=revision.post_id).status == Status.FAILED


def test_a_post_taken_out_of_sending_by_hand_is_not_sent_and_holds_up_no_other(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    assert prepare_next()
    tamper("UPDATE posts_post SET status = 'withdrawn' WHERE id = %s", [post.pk])
    due_post(drafter, manager, text="次のお知らせです。")
    sender.drain()
    assert [row["messages"][0]["text"] for row in line_platform.deliveries()] == [
        "次のお知らせです。"
    ]
    blocked = Broadcast.objects.get(revision__post=post)
    assert (blocked.state, blocked.reason) == (
        State.FAILED,
        "投稿が配信中の状態ではありません。",
    )
    assert trail.history_of(post).filter(action=Action.SENDING_BLOCKED).exists()


def test_a_row_too_damaged_to_be_checked_is_not_sent_and_holds_up_no_other(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    broken = '{"form":"hachinohe-line/post/1","send_at":1,"not_after":2,"messages":3}'
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [broken, seal(broken)])
    tamper("UPDATE approvals_decision SET digest = %s", [seal(broken)])
    tamper("UPDATE accounts_stepup SET digest = %s", [seal(broken)])
    due_post(drafter, manager, text="次のお知らせです。")
    sender.drain()
    assert len(line_platform.deliveries()) == 1
    post.refresh_from_db()
    assert post.status == Status.FAILED


def test_a_stopped_post_is_not_sent(drafter: Staff, manager: Staff, line_platform: StandIn) -> None:
    post = due_post(drafter, manager)
    halt(post, actor=drafter)
    sender.drain()
    assert line_platform.requests() == []
    assert not Broadcast.objects.exists()


def test_a_post_that_points_at_the_revision_of_another_sends_nothing_and_holds_up_no_other(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    other = due_post(drafter, manager, text="先に配信したお知らせです。")
    sender.drain()
    post = due_post(drafter, manager)
    tamper(
        "UPDATE posts_post SET current_revision_id = %s WHERE id = %s",
        [other.current_revision_id, post.pk],
    )
    due_post(drafter, manager, text="次のお知らせです。")
    sender.drain()
    post.refresh_from_db()
    assert post.status == Status.FAILED
    assert len(line_platform.deliveries()) == 2


def test_an_approval_that_the_trail_does_not_know_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    tamper("UPDATE audit_entry SET action = 'post.edited' WHERE action = 'post.approved'", [])
    assert_blocked(post, line_platform, why="監査証跡に記録されていません")
