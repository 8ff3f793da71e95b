"""How are LINE's numbers of each broadcast gathered: as rows say, and never too often?"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from broadcasts.insight import schedule
from broadcasts.insight.models import Insight, Outcome, Question
from broadcasts.insight.words import problem_of
from broadcasts.models import Broadcast, State
from line.client import LineClient, LineUnavailable, MessageCounts

logger = logging.getLogger(__name__)

# LINE takes 60 an hour (reference, 'Rate limits'); the rest is left for questions by hand.
MOST_AN_HOUR: Final = 50
# So many at a time, or one job would keep a process of the worker from the others.
MOST_AT_ONCE: Final = 8
PAUSE_AFTER_429: Final = timedelta(minutes=15)
# Should the process die over a question, it is asked again after this time.
LEASE: Final = timedelta(minutes=10)
LOCK: Final = 7_714
KEY_REFUSED: Final = (401, 403)


def gather(client: LineClient) -> int:
    """Ask whatever is due, and write down every answer and every refusal; how many were asked.

    No transaction is open while LINE is asked. Several workers may call it at once.
    """
    _begin_to_count()
    for number in range(MOST_AT_ONCE):
        question = _claim()
        if question is None:
            return number
        try:
            counts = client.message_counts(question.insight.broadcast.request_id)
        except LineUnavailable as unavailable:
            _write_down_refusal(question, unavailable)
        else:
            _write_down(question, counts)
    return MOST_AT_ONCE


def _begin_to_count() -> None:
    """A row for each broadcast that LINE took and still counts, and that has none yet."""
    new = Broadcast.objects.filter(
        state=State.ACCEPTED,
        insight=None,
        finished_at__gt=Now() - schedule.GIVEN_UP_AFTER,
    ).exclude(request_id="")
    Insight.objects.bulk_create(
        [
            Insight(broadcast=one, next_ask_at=schedule.first_ask(_sent_at(one)))
            for one in new.only("finished_at")
        ],
        ignore_conflicts=True,  # another worker has just done the same
    )


def _claim() -> Question | None:
    """The right to ask one question, already counted; None when none is due or allowed."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # One after the other, or two workers would both count the last free place.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if _must_wait():
            return None
        due = Insight.objects.filter(next_ask_at__lte=Now()).select_related("broadcast")
        insight = due.order_by("next_ask_at").first()
        if insight is None:
            return None
        Insight.objects.filter(pk=insight.pk).update(next_ask_at=Now() + LEASE)
        return Question.objects.create(insight=insight, asked_at=Now())


def _must_wait() -> bool:
    asked = Question.objects.filter(asked_at__gt=Now() - timedelta(hours=1)).count()
    told_to_wait = Question.objects.filter(
        outcome=Outcome.BUSY, asked_at__gt=Now() - PAUSE_AFTER_429
    )
    return asked >= MOST_AN_HOUR or told_to_wait.exists()


def _write_down(question: Question, counts: MessageCounts) -> None:
    now = timezone.now()
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(outcome=Outcome.ANSWERED, http_status=200)
        known = Insight.objects.select_for_update(of=("self",)).get(pk=question.insight_id)
        # What was told once is not forgotten for an answer that knows less.
        Insight.objects.filter(pk=known.pk).update(
            counted_at=now,
            delivered=known.delivered if counts.delivered is None else counts.delivered,
            opened=known.opened if counts.opened is None else counts.opened,
            clicked=known.clicked if counts.clicked is None else counts.clicked,
            problem="",
            next_ask_at=schedule.after_answer(_sent_at(question.insight.broadcast), now),
        )


def _write_down_refusal(question: Question, unavailable: LineUnavailable) -> None:
    status, said = unavailable.http_status, str(unavailable)
    outcome = _outcome_of(status)
    logger.warning("insight of broadcast %s: %s", question.insight.broadcast_id, said)
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(
            outcome=outcome, http_status=status, words=said
        )
        Insight.objects.filter(pk=question.insight_id).update(
            problem=problem_of(outcome, status, said),
            next_ask_at=_next_after(outcome, status, _sent_at(question.insight.broadcast)),
        )


def _outcome_of(status: int | None) -> Outcome:
    if status == 429:
        return Outcome.BUSY
    return Outcome.REFUSED if status is not None and 400 <= status < 500 else Outcome.FAILED


def _next_after(outcome: Outcome, status: int | None, sent_at: datetime) -> datetime | None:
    now = timezone.now()
    if outcome is Outcome.BUSY:
        return now + PAUSE_AFTER_429
    if outcome is Outcome.REFUSED and status not in KEY_REFUSED:
        return schedule.after_refusal(sent_at, now)
    return schedule.after_trouble(sent_at, now)


def _sent_at(broadcast: Broadcast) -> datetime:
    if broadcast.finished_at is None:
        raise ValueError(f"broadcast {broadcast.pk} has not been sent")
    return broadcast.finished_at
