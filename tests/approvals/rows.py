"""A decision as whoever may write tables would write it, past every verb."""

from typing import Any, Final

from django.db import connection

from accounts.models import Staff
from approvals.models import Decision
from posts.models import Revision
from tests.approvals.forbidden import spent

COLUMNS: Final = (
    *("revision_id", "outcome", "decider_id", "capacity", "ground", "ground_words", "absence_id"),
    *("duty_id", "decided_at", "digest", "reason", "step_up_id", "send_from", "send_until"),
)


def insert(revision: Revision, decider: Staff, **columns: Any) -> Decision:
    """An approval with a proof that was used just now; `columns` are as the row is to say."""
    start = revision.send_at
    row = {
        "revision_id": revision.pk,
        "outcome": "approved",
        "decider_id": decider.pk,
        "capacity": "account_manager",
        "ground": "",
        "ground_words": "待てないため",
        "digest": revision.digest,
        "reason": "",
        "step_up_id": spent(revision, decider),
        "send_from": start,
        "send_until": revision.not_after,
        **columns,
    }
    said = ", ".join("clock_timestamp()" if name not in row and name == "decided_at" else "%s" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO approvals_decision ({', '.join(COLUMNS)}) VALUES ({said})",
            [row.get(name) for name in COLUMNS if name in row or name != "decided_at"],
        )
    return Decision.objects.get(revision=revision)
