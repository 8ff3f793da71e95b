"""The menu says how many posts are up to somebody, and reads no more than that takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals import holding
from approvals.inbox import own_number
from approvals.rows import rows_for
from posts.routing.choices import RuleKind
from tests.approvals.acting import rule
from tests.office import ask_approval, tamper

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str) -> list[str]:
    client.get(reverse(name))  # the first one of a browser asks more
    with CaptureQueriesContext(connection) as found:
        assert client.get(reverse(name)).status_code == 200
    return [one["sql"] for one in found.captured_queries]


def test_no_page_reads_the_words_of_what_waits(drafter: Staff, as_manager: Client) -> None:
    ask_approval(drafter)
    found = asked(as_manager, "pattern_list")
    assert any('FROM "posts_contribution"' in one for one in found)
    assert not any('"canonical"' in one for one in found)


@pytest.mark.parametrize("name", ["approval_inbox", "approval_reading"])
def test_the_list_itself_is_asked_for_once(name: str, drafter: Staff, as_manager: Client) -> None:
    ask_approval(drafter)
    hands = [one for one in asked(as_manager, name) if 'FROM "posts_contribution"' in one]
    assert len(hands) == 1


def test_it_is_the_number_of_the_own_rows(drafter: Staff, manager: Staff, reviewer: Staff) -> None:
    ask_approval(drafter)
    holding.hold(ask_approval(drafter), actor=manager, reason="待ちます。")
    late = ask_approval(drafter)
    passed = timezone.now() - timedelta(hours=1)
    tamper(
        "UPDATE posts_revision SET send_at = %s, decide_by = %s WHERE id = %s",
        [passed, passed, late.pk],
    )
    rule(RuleKind.REVIEW, manager)
    ask_approval(drafter)
    for staff in (manager, reviewer, drafter):
        assert own_number(staff) == sum(row.is_own for row in rows_for(staff))
    assert (own_number(manager), own_number(reviewer)) == (1, 1)
