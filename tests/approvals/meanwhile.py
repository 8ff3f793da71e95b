"""What happens in the middle of a verb, between two of its questions to PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def just_before(*signs: str, happens: Callable[[], object]) -> Iterator[None]:
    """`happens` runs once, before the first statement with the last sign after all others."""
    awaited = list(signs)

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if awaited and awaited[0] in sql:
            awaited.pop(0)
            if not awaited:
                happens()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    assert not awaited, f"nothing asked for {awaited}"
