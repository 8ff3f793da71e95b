"""How PostgreSQL counts the bubbles of a post."""

from typing import Final

from django.db import models
from django.db.models import Func

from posts.bubbles import MOST

NO_LIST: Final = MOST + 1


class NumberOf(Func):
    """The number of items of a JSON list, for constraints; what is no list counts as too many."""

    template = (
        "CASE WHEN jsonb_typeof(%(expressions)s) = 'array'"
        f" THEN jsonb_array_length(%(expressions)s) ELSE {NO_LIST} END"
    )
    output_field = models.IntegerField()

    def __init__(self, column: str) -> None:
        super().__init__(column)
