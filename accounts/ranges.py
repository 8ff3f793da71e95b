"""How a pair of date columns is seen by PostgreSQL as one range."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func, Value


class DateRange(Func):
    """`daterange(start, end, '[]')`: both days included, an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, start: str, end: str) -> None:
        super().__init__(start, end, Value("[]"))
