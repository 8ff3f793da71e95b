"""Reminding looks at everything that waits with few questions, and one failure stops no other."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Notice, Staff
from approvals.reminding import remind_everybody
from posts.models import Revision
from posts.routing import turns
from posts.routing.choices import RuleKind
from tests.approvals.acting import correction, rule
from tests.office import ask_approval

pytestmark = pytest.mark.django_db

REFUSE_ONE = """
CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.revision_id = {} THEN RAISE EXCEPTION 'refused'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_one BEFORE INSERT ON posts_call
    FOR EACH ROW EXECUTE FUNCTION refuse_one();
"""


def ask(drafter: Staff, title: str = "お知らせ") -> Revision:
    return ask_approval(drafter, title=title, send_at=timezone.now() + timedelta(days=30))


def questions() -> int:
    with CaptureQueriesContext(connection) as asked:
        assert remind_everybody() == 0
    return len(asked)


def reminded() -> int:
    return Notice.objects.filter(subject__contains="お待ちしています").count()


def test_more_that_waits_costs_no_more_questions(
    drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    ask(drafter)
    rule(RuleKind.REVIEW, manager)
    ask(drafter)
    before = questions()
    for _ in range(6):
        turns.endorse(ask(drafter), actor=reviewer)
        ask(drafter)
    assert questions() == before
    correction(drafter)
    assert questions() <= before + 1


def test_everything_that_is_due_is_found(drafter: Staff, manager: Staff, reviewer: Staff) -> None:
    ask(drafter)
    rule(RuleKind.REVIEW, manager)
    ask(drafter)
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert remind_everybody() == 2
        assert remind_everybody() == 0
    recipients = Notice.objects.filter(subject__contains="お待ちしています")
    assert set(recipients.values_list("recipient", flat=True)) == {manager.pk, reviewer.pk}


def test_what_cannot_be_told_of_holds_up_nothing_else(
    drafter: Staff, manager: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    first = ask(drafter, "一つ目")
    ask(drafter, "二つ目")
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_ONE.format(first.pk))
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert remind_everybody() == 1
    assert reminded() == 1
    assert f"revision {first.pk}" in caplog.text
