"""Where it counts whose object it is: further rows for the matrix of `tests/test_access.py`."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Role, Staff, StaffSession
from personnel.models import RequestKind, RoleRequest, StaffFile
from posts.choices import Status
from tests.addresses import ONLY_SHOWN, Access
from tests.office import ask_approval, hire, write
from tests.personnel.addresses import NO_LOOK, NOT_HERE
from tests.posts.states import post_in

Cast = dict[str, Staff]

OWN_AND_OTHERS: Final = (
    # Of other people a session is not even there.
    ("account_session_ending", Access(get=ONLY_SHOWN, post="302 302 404 404", about="session")),
    # 八戸市's posts are read by all and written by the section they belong to.
    (
        "post_edit",
        Access(get="302 403 403 403", post="302 403 403 403", about="draft of another section"),
    ),
    (
        "post_submission",
        Access(get="302 403 403 403", post="302 403 403 403", about="draft of another section"),
    ),
    (
        "post_reopening",
        Access(get=ONLY_SHOWN, post="302 403 403 403", about="withdrawn of another section"),
    ),
    (
        "post_withdrawal",
        Access(get="302 403 200 403", post="302 403 302 403", about="waiting of another section"),
    ),
    # What is submitted does not move: everybody who reads it reads why, and nobody's press counts.
    (
        "calendar_move",
        Access(get="302 200 200 200", post="302 403 403 403", about="waiting of another section"),
    ),
    (
        "calendar_move",
        Access(get="302 403 403 403", post="302 403 403 403", about="draft of another section"),
    ),
    # Who asked may look and take it back; who is concerned may not even look.
    (
        "personnel_request",
        Access(get=NOT_HERE, post=NOT_HERE, administrator="200 200", about="asked by oneself"),
    ),
    (
        "personnel_refusal",
        Access(get=NO_LOOK, post=NOT_HERE, administrator="405 302", about="asked by oneself"),
    ),
    (
        "personnel_request",
        Access(get=NOT_HERE, post=NOT_HERE, administrator="403 403", about="asked for oneself"),
    ),
    (
        "personnel_refusal",
        Access(get=NO_LOOK, post=NOT_HERE, administrator="405 403", about="asked for oneself"),
    ),
    (
        "personnel_request",
        Access(
            get="302 403 200 403",
            post="302 403 200 403",
            administrator="200 200",
            about="asked by the account manager",
        ),
    ),
    # Anybody ends their own absence; an administrator everybody's, the own one included.
    (
        "personnel_absence_end",
        Access(
            get=NO_LOOK,
            post="302 403 302 403",
            administrator="405 302",
            about="absence of the account manager",
        ),
    ),
    (
        "personnel_file",
        Access(get=NOT_HERE, post=NOT_HERE, administrator="200 200", about="own file"),
    ),
)


def _other_section() -> Staff:
    return hire("1091", "別課 の人", "環境政策課", Role.DRAFTER)


def _session(staff: Staff) -> uuid.UUID:
    return StaffSession.objects.create(staff=staff, address="127.0.0.1").pk


def _asked(staff: Staff, by: Staff) -> int:
    return RoleRequest.objects.create(
        kind=RequestKind.APPOINT,
        staff=staff,
        role=Role.DEPUTY,
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(days=90),
        reason="代決者とする。",
        asked_by=by,
    ).pk


def _asker() -> Staff:
    return hire("4091", "別の 管理者", "行政管理課", Role.ADMINISTRATOR)


def _absence(staff: Staff) -> int:
    now = timezone.now()
    return Absence.objects.create(
        staff=staff,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        category=AbsenceCategory.TRIP,
        registered_by=staff,
    ).pk


ABOUT_OWN: Final[dict[str, Callable[[Cast], list[int | str | uuid.UUID]]]] = {
    "session": lambda cast: [_session(cast["drafter"])],
    "draft of another section": lambda _: [write(_other_section()).pk],
    "withdrawn of another section": lambda _: [post_in(Status.WITHDRAWN, _other_section()).pk],
    "waiting of another section": lambda _: [ask_approval(_other_section()).post_id],
    "asked by oneself": lambda cast: [_asked(cast["drafter"], cast["administrator"])],
    "asked for oneself": lambda cast: [_asked(cast["administrator"], _asker())],
    "asked by the account manager": lambda cast: [_asked(cast["drafter"], cast["manager"])],
    "absence of the account manager": lambda cast: [_absence(cast["manager"])],
    "own file": lambda cast: [
        StaffFile.objects.create(uploaded_by=cast["administrator"], name="a.csv").pk
    ],
}
