"""The pages of administration, and as whom each is looked at."""

from collections.abc import Callable
from typing import Final

from posts.screening_lists.choices import ListKind
from posts.screening_lists.reading import entries
from tests.browser.places import EVERYONE, Office, Place

Arguments = Callable[[Office], tuple[object, ...]]


def _of(name: str) -> Arguments:
    return lambda office: (getattr(office.room, name).pk,)


def _manager(office: Office) -> tuple[object, ...]:
    return (office.manager.pk,)


def _oneself(office: Office) -> tuple[object, ...]:
    return (office.administrator.pk,)


def _listed(kind: ListKind) -> Arguments:
    return lambda office: (kind.value,)


_PERSON: Final = (
    *("correction", "suspension", "transfer", "retirement"),
    *("password", "factors", "leak", "role", "absence"),
)

PLACES_OF_STAFF: Final = (
    *(
        Place(f"staff-{name}", f"personnel_{name}", ("administrator",), _of("person"))
        for name in (*_PERSON, "person")
    ),
    Place("home-of-administrators", "home", ("administrator",)),
    Place("staff", "personnel", ("administrator",)),
    Place("staff-none", "personnel", ("administrator",), query="?q=ありません"),
    Place("staff-issue", "personnel_issue", ("administrator",)),
    Place("staff-suspended", "personnel_person", ("administrator",), _of("suspended")),
    Place("staff-resumption", "personnel_resumption", ("administrator",), _of("suspended")),
    Place(
        "staff-hindered",
        "personnel_suspension",
        ("administrator",),
        lambda office: (office.manager.pk,),
    ),
    Place(
        "staff-oneself",
        "personnel_person",
        ("administrator",),
        lambda office: (office.administrator.pk,),
    ),
    Place("staff-role-end", "personnel_role_end", ("administrator",), _of("appointment")),
    Place("staff-cancellation", "personnel_cancellation", ("administrator",), _of("movement")),
    Place("requests", "personnel_requests", ("administrator",)),
    Place("request", "personnel_request", ("administrator",), _of("asked")),
    Place("request-own", "personnel_request", ("administrator",), _of("own")),
    Place("help", "personnel_help_request", ("administrator",), _of("help")),
    Place(
        "help-by-manager",
        "personnel_help_request",
        ("manager", "administrator"),
        _of("help_of_colleague"),
    ),
    *(
        Place(f"staff-{name}-asked", f"personnel_{name}", ("administrator",), _manager)
        for name in ("correction", "password", "factors")
    ),
    Place("sections", "personnel_sections", ("administrator",)),
    Place("section-new", "personnel_section_new", ("administrator",)),
    Place("section-name", "personnel_section_name", ("administrator",), _of("section")),
    Place("section-closing", "personnel_section_closing", ("administrator",), _of("section")),
    Place("upload", "personnel_upload", ("administrator",)),
    Place("file", "personnel_file", ("administrator",), _of("file")),
    Place("file-faulty", "personnel_file", ("administrator",), _of("faulty")),
    Place("review", "personnel_review", ("administrator",)),
    Place("leaks", "personnel_leaks", ("administrator", "manager")),
    Place("approvers", "personnel_approvers", (*EVERYONE, "administrator")),
    Place("handover", "personnel_handover", ("administrator",)),
    Place("deputy", "personnel_deputy", ("administrator", "manager")),
    Place("duties", "personnel_duties", (*EVERYONE, "administrator")),
    Place("duty-new", "personnel_duty_new", ("administrator", "manager")),
    Place("duty-copies", "personnel_duty_copies", ("administrator", "manager")),
    Place("absences", "personnel_absences", ("manager", "administrator")),
    Place("lists", "screening_lists", ("administrator",)),
    *(
        Place(f"list-of-{kind.value}", "screening_list", ("administrator",), _listed(kind))
        for kind in ListKind
    ),
    Place(
        "list-removal",
        "screening_list_removal",
        ("administrator",),
        lambda office: (entries(ListKind.WORD)[0].key,),
    ),
)
