"""Whom an act of administration is told to by mail, beside those who see it on a page."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from accounts import appointments, notices
from accounts.models import Staff


def tell(
    people: Iterable[Staff],
    *,
    subject: str,
    body: str,
    without: Iterable[Staff] = (),
    page: str = "home",
    about: int | None = None,
) -> None:
    """Write one mail to each person once; call it inside the transaction of the act.

    It ends with the address of `page`, which its readers may open; `about` is the id in it.
    """
    address = f"{settings.SITE_URL}{reverse(page, args=[] if about is None else [about])}"
    left_out = {staff.pk for staff in without}
    for staff in {staff.pk: staff for staff in people if staff.pk not in left_out}.values():
        notices.tell(staff, subject=subject, body=f"{body.rstrip()}\n\n{address}\n")


def tell_overseers(about: Staff, *, subject: str, body: str, without: Iterable[Staff] = ()) -> None:
    """Tell those who watch over roles that can approve or administer what was done to somebody.

    Administrators are led to the person's page, the account manager to 監査記録.
    """
    manager, left_out = appointments.account_manager(), list(without)
    tell(
        appointments.administrators(),
        subject=subject,
        body=body,
        without=left_out,
        page="personnel_person",
        about=about.pk,
    )
    tell(
        [manager] if manager else [],
        subject=subject,
        body=body,
        without=left_out,
        page="audit_entries",
    )
