"""Nobody but those whom the approval names is sent to: a change of audience stops the sending."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Staff
from approvals.validity import approval_of
from broadcasts import sender
from broadcasts.models import Broadcast, State
from broadcasts.preparation import prepare_next
from posts.choices import Status
from posts.models import Post, Revision
from posts.sealing import seal
from tests.broadcasts.queue import due_post, make_due_again
from tests.office import tamper
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def _swap_audience(*, with_the_approval: bool) -> None:
    """Another audience under a fitting seal; with all that covers it, as nobody could so far."""
    revision = Revision.objects.get()
    changed = revision.canonical.replace('"audience":"everyone"', '"audience":"district"')
    assert changed != revision.canonical
    before, after = revision.digest, seal(changed)
    tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [changed, after])
    if with_the_approval:
        tamper("UPDATE approvals_decision SET digest = %s", [after])
        tamper("UPDATE accounts_stepup SET digest = %s WHERE digest = %s", [after, before])
        tamper(
            "UPDATE audit_entry SET detail = replace(detail::text, %s, %s)::jsonb", [before, after]
        )


def _assert_nothing_went_out(line_platform: StandIn, why: str) -> None:
    sender.drain()
    assert line_platform.requests() == []
    assert Post.objects.get().status == Status.FAILED
    broadcast = Broadcast.objects.get()
    assert broadcast.state == State.FAILED
    assert why in broadcast.reason


def test_an_audience_changed_after_approval_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    _swap_audience(with_the_approval=False)
    _assert_nothing_went_out(line_platform, "承認された内容と、配信しようとした内容が一致しません")


def test_an_audience_that_cannot_be_sent_to_stops_the_sending_though_all_of_it_was_changed(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    _swap_audience(with_the_approval=True)
    assert approval_of(Revision.objects.get()).revision.digest == Revision.objects.get().digest
    _assert_nothing_went_out(line_platform, "配信先が、承認された内容と一致しません")


def test_an_audience_changed_after_the_request_was_frozen_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    assert prepare_next()
    assert Broadcast.objects.get().state == State.PREPARED
    _swap_audience(with_the_approval=True)
    make_due_again()
    _assert_nothing_went_out(line_platform, "配信先が、承認された内容と一致しません")


def test_the_audience_of_an_approved_post_is_not_changed_in_sql(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    with (
        pytest.raises(DatabaseError, match="Cannot update rows from posts_post"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE posts_post SET audience = 'district'")
    assert Post.objects.get().audience == "everyone"
