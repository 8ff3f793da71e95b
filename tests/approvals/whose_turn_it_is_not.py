"""People whose turn it is not, and what PostgreSQL says to them when they write rows."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Duty, Role, Staff
from tests.office import hire


def somebody(who: str) -> Staff:
    """A member of staff by what they are; there is one アカウント管理者 only."""
    if who == "manager":
        return Staff.objects.get(appointments__role=Role.ACCOUNT_MANAGER)
    number, section, *roles = PEOPLE[who]
    staff = hire(str(number), f"職員 {number}", str(section), *(Role(one) for one in roles))
    if who == "on duty":
        now = timezone.now()
        Duty.objects.create(
            staff=staff,
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=1),
            registered_by=hire("5999", "職員 5999", "防災課", Role.ADMINISTRATOR),
            registered_at=now - timedelta(hours=2),
        )
    return staff


# Who they are: number, section and roles. None of them has a hand in the post.
PEOPLE: Final[dict[str, tuple[str, ...]]] = {
    "colleague": ("5002", "観光課", "drafter"),
    "drafter elsewhere": ("5003", "環境政策課", "drafter"),
    "deputy": ("5101", "情報政策課", "deputy"),
    "reviewer": ("5201", "観光課", "section_reviewer"),
    "reviewer elsewhere": ("5202", "環境政策課", "section_reviewer"),
    "auditor": ("5301", "行政管理課", "auditor"),
    "administrator": ("5401", "情報政策課", "administrator"),
    "newcomer": ("5901", "観光課"),
    "on duty": ("5501", "防災課", "drafter"),
    "manager": (),
}

# What PostgreSQL says to people whose turn it is not, by act and by who they are.
NO_OFFICE: Final = "does not decide as account_manager"
HELD: Final = "is not to be held by these people now"
IMMUTABLE: Final = "Cannot update or delete rows from posts_revision"
HAD_A_HAND: Final = "had a hand in revision"
IN_TURN: Final = "is not for staff"
TO_EXPLAIN: Final = "is not for staff [0-9]+ to explain"
TO_REVIEW: Final = "is not for staff [0-9]+ to review"
NOT_IN_SQL: Final[dict[str, dict[str, str]]] = {
    "halt": dict.fromkeys(PEOPLE, "in 配信予約 whoever writes rows may stop: it harms nobody"),
    "withdraw": dict.fromkeys(PEOPLE, "a post does not say who took it back; nothing goes out"),
    "reopen": dict.fromkeys(PEOPLE, "a post does not say who; all is asked and decided anew"),
    "resume": dict.fromkeys(PEOPLE, "PostgreSQL looks at hands only: a hold lets nothing go out"),
    "hold": dict.fromkeys(("deputy", "on duty"), "whose turn it is, is asked by the verb"),
    "return": dict.fromkeys(("reviewer", "reviewer elsewhere"), "the step is asked by the verb"),
}


def said_in_sql(act: str, who: str) -> str | None:
    """What PostgreSQL says to these people; None where it leaves the question to the verb."""
    if who in NOT_IN_SQL.get(act, {}):
        return None
    if act in {"approve", "approve with a reason", "return", "reject"}:
        special = {
            "on duty": "is no emergency",
            "reviewer": "last_word_is_of_few",
            "deputy": "the account manager had no hand in revision",
        }
        return special.get(who.removesuffix(" elsewhere"), NO_OFFICE)
    return {
        "hold": HELD,
        "endorse": IN_TURN,
        "retime": IMMUTABLE,
        "explain": TO_EXPLAIN,
        "review later": TO_REVIEW,
    }[act]
