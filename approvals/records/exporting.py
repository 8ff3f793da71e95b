"""How do the records of a period leave the system, and who learns that they did?"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from accounts.models import Staff
from approvals.permissions import why_not_read_records
from approvals.records.files import Format, as_csv, as_excel, as_json
from approvals.records.period import By, PeriodForm, records_of, to_hand_out
from approvals.sheets.gathering import sheets_of
from approvals.sheets.sheet import Sheet
from audit import trail
from audit.actions import Action
from posts.choices import Category
from posts.models import PostQuerySet
from posts.permissions import demand

WRITERS: Final[dict[Format, Callable[[Iterable[Sheet]], Iterator[bytes]]]] = {
    Format.CSV: as_csv,
    Format.EXCEL: as_excel,
    Format.JSON: as_json,
}
# Each so many posts take the same few queries.
POSTS_AT_A_TIME: Final = 200


def export(form: PeriodForm, *, actor: Staff, file_format: Format) -> Iterator[bytes]:
    """The file, piece by piece; that it is taken along stands in the trail before its first byte.

    Posts under embargo are not in it. `form` is valid. Raises PermissionDenied.
    """
    demand(why_not_read_records(actor))
    found = records_of(form, reader=actor)
    handed_out = to_hand_out(found)
    number = handed_out.count()
    trail.record_alone(
        Action.RECORDS_EXPORTED,
        target=actor,
        actor=actor.as_actor(),
        detail={
            **_asked(form),
            "format": file_format.value,
            "rows": number,
            "left_out": found.count() - number,
        },
    )
    return WRITERS[file_format](_sheets(handed_out))


def _sheets(found: PostQuerySet) -> Iterator[Sheet]:
    posts = found.iterator(chunk_size=POSTS_AT_A_TIME)
    while some := list(islice(posts, POSTS_AT_A_TIME)):
        yield from sheets_of(some)


def _asked(form: PeriodForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "group": By(given["by"]).label,
        "from_day": given["since"].isoformat(),
        "last_day": given["until"].isoformat(),
        "section": given["section"].name if given["section"] else "",
        "category": Category(given["category"]).label if given["category"] else "",
    }
