"""The numbers of sending for Prometheus, read from PostgreSQL when they are asked for.

So they are right however many processes there are, and none is lost when one restarts.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db import connection, transaction
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from line.models import TokenCheck

PREFIX: Final = "hachinohe_line"
BUCKETS: Final = (0.025, 0.1, 0.25, 1.0, 5.0, 30.0, 60.0, 300.0, 900.0, 3600.0)
LONGEST_QUERY_MS: Final = 2000

LATENESS: Final = f"""
SELECT {", ".join(f"count(*) FILTER (WHERE late <= {bucket})" for bucket in BUCKETS)},
    count(*), coalesce(sum(late), 0)
FROM (
    SELECT extract(epoch FROM b.first_attempt_at - d.send_from) AS late
    FROM broadcasts_broadcast b JOIN approvals_decision d ON d.revision_id = b.revision_id
    WHERE b.first_attempt_at IS NOT NULL
) AS attempted
"""  # noqa: S608 - numbers of ours only
OUTCOMES: Final = """
SELECT detail->>'outcome', count(*) FROM audit_entry
WHERE action LIKE 'broadcast.%%' AND detail ? 'outcome' GROUP BY 1 ORDER BY 1
"""
OLDEST_DUE: Final = """
SELECT greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(due)), 0)) FROM (
    SELECT coalesce(d.send_from, r.send_at) AS due FROM posts_post p
    JOIN posts_revision r ON r.id = p.current_revision_id
    LEFT JOIN approvals_decision d ON d.revision_id = r.id
    WHERE p.status IN ('approved', 'sending')
) AS waiting
"""
POSTS: Final = "SELECT status, count(*) FROM posts_post GROUP BY 1 ORDER BY 1"
REQUESTS: Final = "SELECT state, count(*) FROM broadcasts_broadcast GROUP BY 1 ORDER BY 1"
OPEN: Final = "SELECT count(*) FROM broadcasts_broadcast WHERE state IN ('prepared', 'sending')"
STOPPED: Final = "SELECT count(*) FROM broadcasts_stop WHERE stands"
SILENCES: Final = """
SELECT name, extract(epoch FROM clock_timestamp() - at) FROM broadcasts_pulse ORDER BY 1
"""
TOKEN: Final = "SELECT said FROM line_tokencheck"  # noqa: S105 - no secret
INCIDENTS: Final = "SELECT count(*) FROM broadcasts_incident WHERE ended_at IS NULL"
MAILS: Final = "SELECT count(*) FROM accounts_notice WHERE sent_at IS NULL"
FRIENDS: Final = """
SELECT greatest(0, followers - blocks) FROM line_friendcount ORDER BY day DESC LIMIT 1
"""
# Name, meaning, query of one number. Without a row there is no sample: unknown is not 0.
SINGLE: Final = (
    ("queue_age_seconds", "How long the post that is due the longest has waited.", OLDEST_DUE),
    ("open_requests", "Requests to LINE that have begun and not ended.", OPEN),
    ("stop_stands", "1 while the emergency stop stands.", STOPPED),
    ("incidents_open", "Halts that people were told of and that are not over.", INCIDENTS),
    ("mails_waiting", "Mails to staff that have not been sent.", MAILS),
    ("friends", "Friends of the account who have not blocked it, by LINE's last count.", FRIENDS),
)
# Name, meaning, label, query of a label and a number.
LABELLED: Final = (
    ("posts", "Posts by status.", "status", POSTS),
    ("requests", "Requests to LINE by state.", "state", REQUESTS),
    ("silence_seconds", "How long a part has not been seen at work.", "part", SILENCES),
)


class FromPostgreSQL(Collector):
    """Asks anew at each scrape, all of it in one snapshot and each query within two seconds."""

    def describe(self) -> Iterable[Metric]:
        """Nothing: asking the database while this is imported would be too early."""
        return []

    def collect(self) -> Iterator[Metric]:
        with transaction.atomic():
            _rows(f"SET LOCAL statement_timeout = {LONGEST_QUERY_MS}")
            yield _lateness(_rows(LATENESS)[0])
            yield _counted(_rows(OUTCOMES))
            for name, meaning, query in SINGLE:
                yield _gauge(name, meaning, [((), row[0]) for row in _rows(query)])
            for name, meaning, label, query in LABELLED:
                rows = [((str(row[0]),), row[1]) for row in _rows(query)]
                yield _gauge(name, meaning, rows, labels=[label])
            known = [row[0] for row in _rows(TOKEN) if row[0] != TokenCheck.Said.UNKNOWN]
            accepted = [((), state == TokenCheck.Said.ACCEPTED) for state in known]
            yield _gauge("token_accepted", "1 when LINE took the token, 0 when not.", accepted)


def written() -> bytes:
    """All numbers in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(FromPostgreSQL())
    return generate_latest(registry)


def _lateness(row: Sequence[Any]) -> Metric:
    *buckets, count, total = [float(number) for number in row]
    bounds = [*(str(bucket) for bucket in BUCKETS), "+Inf"]
    return HistogramMetricFamily(
        f"{PREFIX}_lateness_seconds",
        "First attempt at LINE minus the time from which it was to be sent.",
        buckets=list(zip(bounds, [*buckets, count], strict=True)),
        sum_value=total,
    )


def _counted(rows: Iterable[Sequence[Any]]) -> Metric:
    family = CounterMetricFamily(
        f"{PREFIX}_attempts", "Attempts at LINE by their outcome.", labels=["outcome"]
    )
    for outcome, count in rows:
        family.add_metric([str(outcome)], float(count))
    return family


def _gauge(
    name: str,
    meaning: str,
    rows: Iterable[tuple[tuple[str, ...], Any]],
    *,
    labels: Sequence[str] = (),
) -> Metric:
    family = GaugeMetricFamily(f"{PREFIX}_{name}", meaning, labels=labels)
    for values, number in rows:
        family.add_metric(values, float(number))
    return family


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []
