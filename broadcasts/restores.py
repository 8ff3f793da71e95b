"""Was the database put back to an earlier state, so that it asks for what was sent already?

A backup knows posts as waiting that have left since. No row can say so: every row is as old as
the backup. But a restored database is another one to PostgreSQL (other object ids, or another
server, or another timeline), and the pulse of the send loop says in which one it was written.
"""

import logging
from datetime import timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models.functions import Now

from broadcasts import reports, stops
from broadcasts.models import Broadcast, Pulse, Restore, State
from posts.models import Revision

logger = logging.getLogger(__name__)

IDENTITY: Final = """
SELECT concat_ws('/', s.system_identifier, d.oid, 'broadcasts_pulse'::regclass::oid), c.timeline_id
FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d
WHERE d.datname = current_database()
"""
# A standby that takes over begins a timeline too, but it knows all but the last seconds.
TAKEOVER: Final = timedelta(seconds=60)


def look() -> bool:
    """Stop all sending when this database was restored since the send loop last worked on it.

    To be called with every new connection before anything is sent; true when it stopped.
    """
    with transaction.atomic():
        database, timeline = _identity()
        pulse = _locked_pulse(database, timeline)
        if (pulse.database, pulse.timeline) == (database, timeline):
            return False
        is_other = pulse.database not in ("", database)
        is_stopped = is_other or (bool(pulse.database) and _is_older_than_a_takeover(pulse))
        if is_stopped:
            _stop(pulse)
        Pulse.objects.filter(pk=pulse.pk).update(database=database, timeline=timeline, at=Now())
        return is_stopped


def declare() -> None:
    """A person says that it was restored, where PostgreSQL cannot tell (a copied volume)."""
    with transaction.atomic():
        pulse = _locked_pulse(*_identity())
        _stop(Pulse.objects.get(pk=pulse.pk))
        Pulse.objects.filter(pk=pulse.pk).update(at=Now())


def may_have_lost(revision: Revision) -> bool:
    """Was this due in a time of which a restored database knows nothing? Then it may be sent."""
    found = Restore.objects.raw(
        "SELECT x.id FROM broadcasts_restore x JOIN posts_revision r ON r.id = %s"
        " LEFT JOIN approvals_decision d ON d.revision_id = r.id"
        " WHERE coalesce(d.send_from, r.send_at) BETWEEN x.data_until AND x.found_at LIMIT 1",
        [revision.pk],
    )
    return len(found) > 0


def _locked_pulse(database: str, timeline: int) -> Pulse:
    known = {"database": database, "timeline": timeline, "at": Now()}
    pulse, _ = Pulse.objects.select_for_update().get_or_create(name=Pulse.Name.LOOP, defaults=known)
    return pulse


def _identity() -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(IDENTITY)
        database, timeline = cursor.fetchone()
    return str(database), int(timeline)


def _is_older_than_a_takeover(pulse: Pulse) -> bool:
    return Pulse.objects.filter(pk=pulse.pk, at__lt=Now() - TAKEOVER).exists()


def _stop(pulse: Pulse) -> None:
    logger.error("the database was restored to %s: all sending is stopped", pulse.at)
    Restore.objects.create(data_until=pulse.at, found_at=Now())
    # Its first try may have been made in the time that this database does not know.
    Broadcast.objects.filter(state=State.PREPARED).update(may_have_arrived=True)
    stops.stop_after_restore(data_until=pulse.at)
    reports.tell_restored(pulse.at)
