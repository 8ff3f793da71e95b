"""A process that hangs in a transaction holds the end of the trail, but not for ever."""

import psycopg
import pytest
from django.db import connection

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from broadcasts import sender
from tests.broadcasts.queue import due_post
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_connection_is_told_to_let_go() -> None:
    with connection.cursor() as cursor:
        for name in ("idle_in_transaction_session_timeout", "lock_timeout"):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone()[0] != "0"


def test_sending_goes_on_after_a_hung_transaction_was_ended(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    trail.record_alone(Action.SIGNED_OUT, target="", actor=drafter.as_actor(), detail={})
    parameters = {**connection.get_connection_params(), "context": None}
    parameters.pop("cursor_factory")
    parameters.pop("context")
    parameters.pop("prepare_threshold", None)
    with psycopg.connect(**parameters) as hung:
        hung.execute("SET idle_in_transaction_session_timeout = '1s'")
        hung.execute("SELECT FROM audit_head FOR UPDATE")
        sender.drain()
        with pytest.raises(psycopg.Error):
            hung.execute("SELECT 1")
    assert len(line_platform.deliveries()) == 1
