"""A decision as whoever may write tables would write it, past every verb."""

from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import Staff
from approvals.models import Decision
from posts.models import Revision
from tests.approvals.in_sql import spent


def insert(revision: Revision, decider: Staff, capacity: str, **columns: Any) -> Decision:
    """An approval with a proof that was used just now; `columns` are as the row is to say."""
    row = {
        "revision_id": revision.pk,
        "outcome": "approved",
        "decider_id": decider.pk,
        "capacity": capacity,
        "ground": "",
        "ground_words": "待てないため",
        "decided_at": timezone.now(),
        "digest": revision.digest,
        "reason": "",
        "step_up_id": spent(revision, decider),
        "send_from": revision.send_at,
        "send_until": revision.not_after,
        **columns,
    }
    places = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO approvals_decision ({', '.join(row)}) VALUES ({places})",
            list(row.values()),
        )
    return Decision.objects.get(revision=revision)
