"""How columns are seen by PostgreSQL as ranges, for constraints over pairs of rows."""

from collections.abc import Sequence

from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    DateTimeRangeField,
    IntegerRangeField,
)
from django.db.models import Case, Expression, F, Func, IntegerField, Value, When


class DateRange(Func):
    """`daterange(start, end, '[]')`: both days included, an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, start: str, end: str) -> None:
        super().__init__(start, end, Value("[]"))


class MomentRange(Func):
    """`tstzrange(start, end)`: the last moment is no longer part of it; empty when they meet."""

    function = "tstzrange"
    output_field = DateTimeRangeField()

    def __init__(self, start: str, end: Expression) -> None:
        super().__init__(start, end)


class RowPoint(Func):
    """The id of a row as a range of its own: two of them overlap when they are the same."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), F(column), Value("[]"))


class IntegerPoint(Func):
    """The same for a small number; neighbouring numbers are adjacent ranges."""

    function = "int4range"
    output_field = IntegerRangeField()

    def __init__(self, number: str | Case) -> None:
        super().__init__(number, number, Value("[]"))


class NumberOf(Case):
    """1, 2, 3 … for the values of a text column in the order given, 0 for every other value."""

    def __init__(self, column: str, values: Sequence[str]) -> None:
        super().__init__(
            *(When(**{column: str(value)}, then=Value(n)) for n, value in enumerate(values, 1)),
            default=Value(0),
            output_field=IntegerField(),
        )
