"""Every page of the system, and as whom it is looked at; a page that is not here fails a test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse

from accounts.models import Appointment, Section, Staff
from approvals.models import Decision
from personnel.models import HelpRequest, Movement, RoleRequest, StaffFile
from posts.models import Pattern, Post, Revision, RouteRule
from tests.browser.alarm import Alarm
from tests.browser.pictures import Library

SIGNED_OUT: Final = ""


@dataclass(frozen=True)
class StaffRoom:
    """What an administrator has to look at."""

    person: Staff
    suspended: Staff
    appointment: Appointment
    asked: RoleRequest
    own: RoleRequest
    help: HelpRequest
    help_of_colleague: HelpRequest
    movement: Movement
    file: StaffFile
    faulty: StaffFile
    section: Section


@dataclass(frozen=True)
class Office:
    """What there is to look at."""

    drafter: Staff
    manager: Staff
    auditor: Staff
    draft: Post
    mixed: Post
    waiting: Revision
    approved: Post
    returned: Post
    sent: Post
    failed: Post
    uncertain: Post
    sending: Post
    overdue: Post
    withdrawn: Post
    stopped: Post
    rejected: Post
    at_once: Post
    held: Revision
    changed: Revision
    pattern: Pattern
    corrected: Post
    odd: Post
    administrator: Staff
    room: StaffRoom
    library: Library
    alarm: Alarm
    in_place: Decision
    rule: RouteRule


@dataclass(frozen=True)
class Place:
    """One page: its name for pictures, its address, and by whom it is seen."""

    name: str
    view: str
    seen_by: tuple[str, ...]
    arguments: Callable[[Office], tuple[object, ...]] = field(default=lambda office: ())
    query: str = ""

    def address(self, office: Office) -> str:
        return reverse(self.view, args=self.arguments(office)) + self.query


EVERYONE: Final = ("drafter", "manager", "auditor")

PLACES: Final = (
    Place("login", "account_login", (SIGNED_OUT,)),
    Place("logout", "account_logout", EVERYONE),
    Place("suspended", "account_inactive", (SIGNED_OUT,)),
    Place("factors", "account_factors", EVERYONE),
    Place("home", "home", EVERYONE),
    Place("posts", "post_list", EVERYONE),
    Place("posts-none-found", "post_list", ("drafter",), query="?q=ありません"),
    Place("new-post", "post_new", ("drafter", "manager")),
    Place("draft", "post", EVERYONE, lambda office: (office.draft.pk,)),
    Place("edit", "post_edit", ("drafter",), lambda office: (office.draft.pk,)),
    Place("edit-bubbles", "post_edit", ("drafter",), lambda office: (office.mixed.pk,), "?check"),
    Place("bubbles", "post", EVERYONE, lambda office: (office.mixed.pk,)),
    Place("edit-missing", "post_edit", ("drafter",), lambda office: (office.draft.pk,), "?check"),
    Place("schedule", "post_schedule", ("drafter",), lambda office: (office.draft.pk,)),
    Place(
        "schedule-missing",
        "post_schedule",
        ("drafter",),
        lambda office: (office.draft.pk,),
        "?check",
    ),
    Place("submission", "post_submission", ("drafter",), lambda office: (office.returned.pk,)),
    Place("submit-missing", "post_submission", ("drafter",), lambda office: (office.draft.pk,)),
    Place("versions", "post_versions", EVERYONE, lambda office: (office.returned.pk,)),
    Place("comments", "post_comments", EVERYONE, lambda office: (office.waiting.post_id,)),
    Place("proposal", "post_comments", EVERYONE, lambda office: (office.returned.pk,)),
    Place("withdraw", "post_withdrawal", ("drafter",), lambda office: (office.draft.pk,)),
    Place("patterns", "pattern_list", EVERYONE),
    Place("patterns-old", "pattern_list", ("drafter",), query="?old=1"),
    Place("new-pattern", "pattern_new", ("drafter",)),
    Place("pattern", "pattern", EVERYONE, lambda office: (office.pattern.pk,)),
    Place("pattern-use", "pattern_use", ("drafter",), lambda office: (office.pattern.pk,)),
    Place("pattern-edition", "pattern_edition", ("drafter",), lambda office: (office.pattern.pk,)),
    Place("pattern-end", "pattern_retirement", ("drafter",), lambda office: (office.pattern.pk,)),
    Place("corrected-post", "post", EVERYONE, lambda office: (office.corrected.pk,)),
    Place("edit-odd", "post_edit", ("drafter",), lambda office: (office.odd.pk,), "?check"),
    Place("waiting-post", "post", EVERYONE, lambda office: (office.waiting.post_id,)),
    Place("approved-post", "post", EVERYONE, lambda office: (office.approved.pk,)),
    Place("returned-post", "post", EVERYONE, lambda office: (office.returned.pk,)),
    Place("sent-post", "post", EVERYONE, lambda office: (office.sent.pk,)),
    Place("failed-post", "post", ("drafter",), lambda office: (office.failed.pk,)),
    Place("sending-post", "post", ("drafter",), lambda office: (office.sending.pk,)),
    Place("overdue-post", "post", ("drafter", "manager"), lambda office: (office.overdue.pk,)),
    Place("withdrawn-post", "post", ("drafter", "auditor"), lambda office: (office.withdrawn.pk,)),
    Place("library", "media_list", (*EVERYONE, "administrator")),
    Place("library-none-found", "media_list", ("drafter",), query="?q=ありません"),
    Place("image", "media_item", EVERYONE, lambda office: (office.library.image.pk,)),
    Place("retired-image", "media_item", ("drafter",), lambda office: (office.library.retired.pk,)),
    Place("video", "media_item", ("drafter", "auditor"), lambda office: (office.library.video.pk,)),
    Place("new-image", "media_image_new", ("drafter",)),
    Place("new-video", "media_video_new", ("drafter",)),
    Place("approvals", "approval_inbox", EVERYONE),
    Place("approvals-all", "approval_inbox", ("drafter", "manager"), query="?show=all"),
    Place("approvals-held", "approval_inbox", ("manager",), query="?show=held"),
    Place("approvals-urgent", "approval_inbox", ("manager",), query="?show=urgent"),
    Place("reading-on", "approval_reading", EVERYONE, query="?show=all"),
    Place("approval", "approval", EVERYONE, lambda office: (office.waiting.pk,)),
    Place("approval-held", "approval", ("manager", "auditor"), lambda office: (office.held.pk,)),
    Place("approval-changed", "approval", ("manager",), lambda office: (office.changed.pk,)),
    Place("retiming", "approval_retiming", ("manager",), lambda office: (office.waiting.pk,)),
    Place("halt", "post_halt", ("drafter",), lambda office: (office.at_once.pk,)),
    Place("halt-reason", "post_halt_reason", ("drafter",), lambda office: (office.stopped.pk,)),
    Place("stopped-post", "post", ("drafter", "auditor"), lambda office: (office.stopped.pk,)),
    Place("rejected-post", "post", ("drafter", "auditor"), lambda office: (office.rejected.pk,)),
    Place("at-once-post", "post", ("drafter", "manager"), lambda office: (office.at_once.pk,)),
    Place("later-reviews", "later_reviews", EVERYONE),
    Place("later-review", "later_review", ("manager",), lambda office: (office.in_place.pk,)),
    Place("routes", "route_rules", (*EVERYONE, "administrator")),
    Place("route-end", "route_rule_end", ("administrator",), lambda office: (office.rule.pk,)),
    Place("sheet", "post_sheet", EVERYONE, lambda office: (office.sent.pk,)),
    Place("sheet-bubbles", "post_sheet", ("drafter",), lambda office: (office.uncertain.pk,)),
    Place("records", "approval_records", ("manager", "auditor")),
    Place(
        "records-refused",
        "approval_records",
        ("manager",),
        query="?since=2026-10-02&until=2026-10-01",
    ),
    Place("statistics", "statistics", (*EVERYONE, "administrator")),
    Place(
        "statistics-none", "statistics", ("auditor",), query="?since=2001-01-01&until=2001-01-31"
    ),
    Place(
        "statistics-refused", "statistics", ("auditor",), query="?since=2026-10-02&until=2026-10-01"
    ),
    Place("audit", "audit_entries", ("manager", "auditor")),
    Place("audit-none-found", "audit_entries", ("auditor",), query="?who=だれか"),
    Place("audit-forbidden", "audit_entries", ("drafter",)),
    Place("uncertain-post", "post", EVERYONE, lambda office: (office.uncertain.pk,)),
    Place("finding", "post_finding", EVERYONE, lambda office: (office.uncertain.pk,)),
    Place("stop", "stop", EVERYONE),
    Place("emergencies", "emergencies", ("drafter", "manager")),
    Place(
        "emergency-new", "emergency_new", ("drafter",), lambda office: (office.alarm.pattern.pk,)
    ),
    Place("emergency-edit", "post_edit", ("drafter",), lambda office: (office.alarm.draft.pk,)),
    Place(
        "emergency-submission",
        "post_submission",
        ("drafter",),
        lambda office: (office.alarm.draft.pk,),
    ),
    Place("emergency-post", "post", EVERYONE, lambda office: (office.alarm.owed.post_id,)),
    Place("emergency-pattern", "pattern", EVERYONE, lambda office: (office.alarm.pattern.pk,)),
    Place("unapproved-pattern", "pattern", EVERYONE, lambda office: (office.alarm.unapproved.pk,)),
    Place("after-report", "after_report", EVERYONE, lambda office: (office.alarm.owed.pk,)),
    Place("drill-post", "post", EVERYONE, lambda office: (office.alarm.drill.pk,)),
    Place("calendar", "calendar", (*EVERYONE, "administrator")),
    Place("calendar-list", "calendar", EVERYONE, query="?view=list"),
    Place("calendar-holidays", "calendar", ("drafter",), query="?month=2027-05"),
    Place("calendar-move", "calendar_move", ("drafter",), lambda office: (office.mixed.pk,)),
    Place("calendar-undated", "calendar_move", ("drafter",), lambda office: (office.draft.pk,)),
    Place("calendar-asked", "calendar_move", EVERYONE, lambda office: (office.waiting.post_id,)),
    Place("calendar-key", "account_calendar", ("drafter",)),
    Place("account", "account", EVERYONE),
    Place("password", "account_password", ("drafter",)),
    Place("sessions", "account_sessions", ("drafter",)),
    Place("leak-report", "account_leak_report", ("drafter",)),
)
# Looked at once more while everything is stopped.
PLACES_STOPPED: Final = (
    Place("home-stopped", "home", EVERYONE),
    Place("stop-standing", "stop", EVERYONE),
)

# Reached only by acting, and looked at where the act is tested; or no page for people at all.
SEEN_ELSEWHERE: Final = {
    "account_code": "tests/browser/test_acts.py",
    "account_first_password": "tests/browser/test_acts.py",
    "account_enrol": "tests/browser/test_acts.py",
    "account_recovery": "tests/browser/test_factor_acts.py",
    "account_authenticator": "tests/browser/test_factor_acts.py",
    "account_passkey": "tests/browser/test_factor_acts.py",
    "account_reissue": "tests/browser/test_factor_acts.py",
    "account_factor_removal": "tests/browser/test_factor_acts.py",
    "account_confidentiality": "tests/browser/test_account_pages.py",
    "account_password_change": "tests/browser/test_account_pages.py",
    "pattern_approval": "tests/browser/test_emergencies.py",
    "approval_confirmation": "tests/browser/test_acts.py",
    "finding_confirmation": "tests/browser/test_acts.py",
    "stop_release": "tests/browser/test_acts.py",
    "design": "tests/browser/test_design_page.py",
    "approval_return": "tests/browser/test_acts.py",
    "approval_rejection": "tests/browser/test_deciding.py",
    "approval_hold": "tests/browser/test_deciding.py",
}
