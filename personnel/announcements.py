"""Whom an act of administration is told to by mail, beside those who see it on a page."""

from collections.abc import Iterable

from accounts import appointments, notices
from accounts.models import Staff


def tell(
    people: Iterable[Staff], *, subject: str, body: str, without: Iterable[Staff] = ()
) -> None:
    """Write one mail to each person once; call it inside the transaction of the act."""
    left_out = {staff.pk for staff in without}
    for staff in {staff.pk: staff for staff in people if staff.pk not in left_out}.values():
        notices.tell(staff, subject=subject, body=body)


def overseers() -> list[Staff]:
    """Those who watch over roles that can approve or administer."""
    manager = appointments.account_manager()
    return [*appointments.administrators(), *([manager] if manager else [])]
