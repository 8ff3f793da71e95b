"""Thousands of approved posts in a second: rows like those of one that the real verbs made."""

from datetime import datetime, timedelta
from typing import Any, Final

import pgtrigger
from django.db import connection, models, transaction

from accounts.models import StepUp
from approvals.models import Decision
from posts.models import Post, Revision

# Far beyond the numbers that a test gives away otherwise.
NEW: Final = "1000000 + n"
PROOF: Final = "lpad(n::text, 32, '0')::uuid"
START: Final = "times.start + n * times.every"


def copies_of(post: Post, number: int, *, send_at: datetime, every: timedelta) -> None:
    """Add `number` approved posts that differ in their times only.

    The loop finds them as it finds others; it would send none of them, since the approval is of
    the first post.
    """
    revision = Revision.objects.get(pk=post.current_revision_id or 0)
    decision = Decision.objects.get(revision=revision)
    proof = StepUp.objects.get(decision=decision)
    end = f"{START} + interval '1 hour'"
    times = {"send_at": START, "decide_by": START, "not_after": end}
    of_decision = {"revision_id": NEW, "step_up_id": PROOF, "send_from": START, "send_until": end}
    with pgtrigger.ignore(), transaction.atomic():
        for row, changes in (
            (post, {"origin": PROOF, "current_revision_id": NEW, "send_at": START}),
            (revision, {"post_id": NEW, **times}),
            (proof, {"id": PROOF}),
            (decision, of_decision),
        ):
            _copy(row, changes, [send_at, every, number])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(row: models.Model, changes: dict[str, str], values: list[Any]) -> None:
    table = row._meta.db_table
    columns = [str(field.column) for field in row._meta.concrete_fields]
    given = {"id": NEW, **changes}
    wanted = ", ".join(given.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            # pgtrigger puts a parameter of its own before these, and knows no names.
            f"INSERT INTO {table} ({names}) SELECT {wanted} FROM {table} t,"
            " (SELECT %s::timestamptz AS start, %s::interval AS every) times,"
            " generate_series(1, %s) n WHERE t.id = %s",
            [*values, row.pk],
        )
