"""Who gets where: each address with the status that each of the cast is answered with."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from accounts.models import Staff
from broadcasts import findings, stops
from posts.choices import Status
from tests.accounts.sign_in import enrol
from tests.administration import ABOUT as ABOUT_STAFF
from tests.administration import ADDRESSES
from tests.approvals.addresses import approved, stopped
from tests.approvals.standing_in import returned_for_the_manager, rule_of_somebody
from tests.broadcasts.queue import uncertain_post
from tests.media.addresses import ABOUT as ABOUT_LIBRARY
from tests.media.addresses import ADDRESSES as LIBRARY
from tests.office import ask_approval, write
from tests.posts.addresses import ABOUT as ABOUT_BESIDE
from tests.posts.addresses import ADDRESSES as BESIDE
from tests.posts.calendar.addresses import ABOUT as ABOUT_CALENDAR
from tests.posts.calendar.addresses import ADDRESSES as CALENDAR
from tests.posts.emergencies.addresses import ABOUT as ABOUT_EMERGENCIES
from tests.posts.emergencies.addresses import ADDRESSES as EMERGENCIES
from tests.posts.patterns.addresses import ABOUT as ABOUT_PATTERNS
from tests.posts.patterns.addresses import ADDRESSES as PATTERNS
from tests.posts.states import post_in

CAST: Final = ("nobody", "drafter", "manager", "auditor")
# Answered as the auditor is, who reads and changes nothing, unless a row says otherwise.
AS_AUDITOR: Final = ("administrator", "deputy", "reviewer", "newcomer")
EVERYBODY: Final = (*CAST, *AS_AUDITOR)


@dataclass(frozen=True)
class Access:
    """The status that each of the cast is answered with, in the order of CAST.

    The other fields are what those of AS_AUDITOR get for GET and POST where it is not what the
    auditor gets.
    """

    get: str
    post: str
    about: str = ""
    administrator: str = ""
    deputy: str = ""
    reviewer: str = ""
    newcomer: str = ""

    def expected(self, method: str, who: str) -> int:
        """The status that this person is answered with."""
        if who in AS_AUDITOR:
            if said := str(getattr(self, who)):
                return int(said.split()[method == "post"])
            answer = self.expected(method, "auditor")
            # Without any role there are no posts, and so nothing one may not do with them.
            hidden = who == "newcomer" and self.about.startswith(ABOUT_POSTS) and answer != 405
            return 404 if hidden else answer
        return int((self.get if method == "get" else self.post).split()[CAST.index(who)])


ABOUT_POSTS: Final = (
    "draft",
    "emergency",
    "waiting",
    "withdrawn",
    "approved",
    "stopped",
    "revision",
    "proof",
    "uncertain",
    "found",
    "sent",
    "item",
    "decided for",
)
ONLY_SHOWN: Final = "302 405 405 405"
SIGNED_IN: Final = "302 200 200 200"
# A proof that is not open leads back, whoever comes with it.
ANYBODY_BACK: Final = "302 302 302 302"
ROWS: Final = {**ADDRESSES, **LIBRARY, **BESIDE, **CALENDAR, **PATTERNS}
MATRIX: Final = {
    "healthz": Access(get="200 200 200 200", post="405 405 405 405"),
    "readyz": Access(get="503 503 503 503", post="405 405 405 405"),
    "metrics": Access(get="404 404 404 404", post="405 405 405 405"),
    "account_login": Access(get="200 302 302 302", post="200 302 302 302"),
    "account_code": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_recovery": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_first_password": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_enrol": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_inactive": Access(get="200 200 200 200", post="405 405 405 405"),
    "account_logout": Access(get="302 200 200 200", post="302 302 302 302"),
    "account_confidentiality": Access(get="302 302 302 302", post="302 302 302 302"),
    "account": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "account_password": Access(get=SIGNED_IN, post="302 302 302 302"),
    "account_password_change": Access(
        get="302 302 302 302", post="302 302 302 302", about="an id of nothing"
    ),
    "account_sessions": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "account_session_endings": Access(get=ONLY_SHOWN, post="302 302 302 302"),
    "account_session_notice": Access(get=ONLY_SHOWN, post="302 302 302 302"),
    "account_session_ending": Access(
        get=ONLY_SHOWN, post="302 404 404 404", about="an id of nothing"
    ),
    "account_session": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "account_session_extension": Access(get=ONLY_SHOWN, post=SIGNED_IN),
    "account_leak_report": Access(get=SIGNED_IN, post="302 302 302 302"),
    "account_factors": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "account_authenticators": Access(get=ONLY_SHOWN, post="302 302 302 302"),
    "account_authenticator": Access(get=ANYBODY_BACK, post=ANYBODY_BACK, about="an id of nothing"),
    "account_passkeys": Access(get=ONLY_SHOWN, post="302 302 302 302"),
    "account_passkey": Access(get=ANYBODY_BACK, post=ANYBODY_BACK, about="an id of nothing"),
    "account_recovery_codes": Access(get=ONLY_SHOWN, post="302 302 302 302"),
    "account_reissue": Access(get=ANYBODY_BACK, post=ANYBODY_BACK, about="an id of nothing"),
    "account_factor_name": Access(get=ONLY_SHOWN, post="302 302 404 404", about="factor"),
    "account_factor_removals": Access(get=ONLY_SHOWN, post="302 302 404 404", about="factor"),
    "account_factor_removal": Access(
        get="302 302 404 404", post="302 302 404 404", about="factor proof"
    ),
    "home": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "post_list": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "post_new": Access(get="302 200 200 403", post="302 302 302 403"),
    "post_preview": Access(get=ONLY_SHOWN, post=SIGNED_IN),
    "post_bubble": Access(get=ONLY_SHOWN, post="302 400 400 400"),
    "post": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="draft"),
    "post_situation": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="draft"),
    "post_edit": Access(get="302 200 403 403", post="302 302 403 403", about="draft"),
    "post_submission": Access(get="302 200 403 403", post="302 302 403 403", about="draft"),
    "post_withdrawal": Access(get="302 200 200 403", post="302 302 302 403", about="waiting"),
    "post_reopening": Access(get=ONLY_SHOWN, post="302 302 403 403", about="withdrawn"),
    "approval_inbox": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "approval": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="revision"),
    "approval_reading": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "approval_rejection": Access(get=ANYBODY_BACK, post="302 403 302 403", about="revision"),
    "approval_hold": Access(get=ANYBODY_BACK, post="302 403 302 403", about="revision"),
    "approval_resumption": Access(get=ONLY_SHOWN, post="302 403 302 403", about="revision"),
    "approval_endorsement": Access(get=ANYBODY_BACK, post="302 403 403 403", about="revision"),
    "approval_retiming": Access(get="302 403 200 403", post="302 403 302 403", about="revision"),
    "post_halt": Access(
        get="302 200 200 403", post="302 302 302 403", deputy="200 302", about="approved"
    ),
    "post_halt_reason": Access(get="302 200 200 403", post="302 302 302 403", about="stopped"),
    "post_countdown": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="draft"),
    "approval_return": Access(get="302 302 302 302", post="302 403 302 403", about="revision"),
    "approval_confirmations": Access(get=ONLY_SHOWN, post="302 403 302 403", about="revision"),
    "approval_confirmation": Access(get="302 403 200 403", post="302 403 200 403", about="proof"),
    "route_rules": Access(get=SIGNED_IN, post="302 403 200 403", administrator="200 200"),
    "route_rule_end": Access(
        get="302 403 200 403", post="302 403 302 403", administrator="200 302", about="rule"
    ),
    "later_reviews": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "later_review": Access(get="302 403 200 403", post="302 403 302 403", about="decided for"),
    "stop": Access(get=SIGNED_IN, post="302 302 302 403", deputy="200 302"),
    "stop_release_request": Access(
        get=ONLY_SHOWN, post="302 302 302 403", about="stop", deputy="405 302"
    ),
    "stop_release_taking_back": Access(get=ONLY_SHOWN, post="302 302 403 403", about="asked"),
    "stop_release_confirmations": Access(get=ONLY_SHOWN, post="302 403 302 403", about="asked"),
    "stop_release": Access(get="302 403 200 403", post="302 403 200 403", about="asked proof"),
    "post_finding": Access(get=SIGNED_IN, post="302 302 302 403", about="uncertain"),
    "finding_confirmations": Access(get=ONLY_SHOWN, post="302 403 302 403", about="found"),
    "finding_confirmation": Access(
        get="302 403 200 403", post="302 403 200 403", about="found proof"
    ),
    "statistics": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "statistics_file": Access(get=ANYBODY_BACK, post=ONLY_SHOWN, newcomer="403 405"),
    "post_sheet": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="waiting"),
    "post_sheet_pdf": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="waiting"),
    "approval_records": Access(
        "302 403 200 200", ONLY_SHOWN, **dict.fromkeys(AS_AUDITOR, "403 405")
    ),
    "approval_records_export": Access(
        ONLY_SHOWN, "302 403 302 302", **dict.fromkeys(AS_AUDITOR, "405 403")
    ),
    "audit_entries": Access("302 403 200 200", ONLY_SHOWN, **dict.fromkeys(AS_AUDITOR, "403 405")),
    "audit_export": Access("302 403 200 200", ONLY_SHOWN, **dict.fromkeys(AS_AUDITOR, "403 405")),
    **{
        name: Access(get=get, post=post, deputy=deputy, about=about)
        for name, (get, post, deputy, about) in EMERGENCIES.items()
    },
    **{
        name: Access(get=get, post=post, administrator=administrator, about=about)
        for name, (get, post, administrator, about) in ROWS.items()
    },
    # 代決者 begin a correction as the account manager does (責1); nobody else of them does.
    "post_following": Access(ONLY_SHOWN, "302 302 302 403", about="sent", deputy="405 302"),
}
# Whatever is not named here is closed to everybody who has not signed in with both factors.
PUBLIC: Final = {
    "healthz",
    "metrics",
    "readyz",
    "account_login",
    "account_code",
    "account_recovery",
    "account_first_password",
    "account_enrol",
    "account_inactive",
    "account_logout",
    "account_confidentiality",
    "calendar_feed",
}


def _asked(drafter: Staff) -> int:
    stop = stops.stop_everything(actor=drafter)
    stops.ask_release(stop, actor=drafter, reason="点検が終わりました。")
    return stop.pk


def _found(drafter: Staff) -> int:
    post = uncertain_post(drafter)
    findings.record_finding(post, actor=drafter, arrived=False, words="管理画面にありません。")
    return post.pk


ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {
    "": lambda _: [],
    "an id of nothing": lambda _: [uuid.uuid4()],
    "draft": lambda drafter: [write(drafter).pk],
    "waiting": lambda drafter: [ask_approval(drafter).post_id],
    "approved": approved,
    "stopped": stopped,
    "withdrawn": lambda drafter: [post_in(Status.WITHDRAWN, drafter).pk],
    "revision": lambda drafter: [ask_approval(drafter).pk],
    "proof": lambda drafter: [ask_approval(drafter).pk, uuid.uuid4()],
    "rule": lambda _: [rule_of_somebody().pk],
    "decided for": lambda drafter: [returned_for_the_manager(drafter).pk],
    "sent": lambda drafter: [post_in(Status.SENT, drafter).pk],
    "uncertain": lambda drafter: [uncertain_post(drafter).pk],
    "found": lambda drafter: [_found(drafter)],
    "found proof": lambda drafter: [_found(drafter), uuid.uuid4()],
    "stop": lambda drafter: [stops.stop_everything(actor=drafter).pk],
    "factor": lambda drafter: [f"app-{enrol(drafter).pk}"],
    "factor proof": lambda drafter: [f"app-{enrol(drafter).pk}", uuid.uuid4()],
    "asked": lambda drafter: [_asked(drafter)],
    "asked proof": lambda drafter: [_asked(drafter), uuid.uuid4()],
    **ABOUT_STAFF,
    **ABOUT_LIBRARY,
    **ABOUT_BESIDE,
    **ABOUT_CALENDAR,
    **ABOUT_PATTERNS,
    **ABOUT_EMERGENCIES,
}
