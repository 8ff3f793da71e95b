"""How the tests of administration act: by the real verbs and pages, with a real fresh proof."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.test import Client
from django.utils import timezone

from accounts.models import Appointment, Role, Staff
from personnel import (
    acts,
    confirmations,
    help_confirmations,
    help_requests,
    requests,
    roles,
)
from personnel.acts import Act, Proof
from personnel.models import HelpKind, HelpRequest, RoleRequest
from personnel.terms import Term
from tests.accounts.sign_in import code_for, enrol

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

WHY: Final = "人事異動の通知による。"


def days(number: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)


def fresh_code(staff: Staff) -> str:
    """A code of the person's authenticator, as if they had waited for the next one."""
    device = enrol(staff)
    type(device).objects.filter(pk=device.pk).update(last_t=-1)
    return code_for(device)


def proof(act: Act, actor: Staff) -> Proof:
    """A proof opened for this act, with the code that spends it."""
    opened = acts.begin(act, actor=actor)
    return Proof(str(opened.pk), code=fresh_code(actor))


def give(staff: Staff, term: Term, *, by: Staff) -> Appointment:
    """任命 to an ordinary role."""
    return roles.give(
        staff, term, actor=by, reason=WHY, proof=proof(roles.giving(staff, term, WHY), by)
    )


def ask(staff: Staff, term: Term, *, by: Staff) -> RoleRequest:
    """Ask for a role that takes two."""
    act = requests.asking(staff, term, WHY)
    return requests.ask(staff, term, actor=by, reason=WHY, proof=proof(act, by))


def ask_end(appointment: Appointment, last_day: date, *, by: Staff) -> RoleRequest:
    """Ask for the early end of such a role."""
    act = requests.asking_end(appointment, last_day, WHY)
    return requests.ask_end(
        appointment, actor=by, last_day=last_day, reason=WHY, proof=proof(act, by)
    )


def confirm(asked: RoleRequest, *, by: Staff) -> None:
    """Be the second of the two."""
    confirmations.confirm(asked, actor=by, proof=proof(confirmations.confirmation(asked), by))


def ask_help(staff: Staff, kind: HelpKind, *, by: Staff, **address: str) -> HelpRequest:
    """Ask for what opens the account of somebody who can approve or administer."""
    act = help_requests.asking(staff, kind, WHY, **address)
    return help_requests.ask(staff, kind, actor=by, reason=WHY, proof=proof(act, by), **address)


def confirm_help(asked: HelpRequest, *, by: Staff) -> str:
    """Be the second of the two; the temporary password, if there is one."""
    opened = proof(help_confirmations.confirmation(asked), by)
    return help_confirmations.confirm(asked, actor=by, proof=opened)


def deputy_term(first: int = 0, last: int = 90, rank: int | None = 1) -> Term:
    """代決者 from one day to another, counted from today."""
    return Term(Role.DEPUTY, days(first), days(last), rank)


def act_in_browser(
    client: Client, actor: Staff, address: str, fields: dict[str, Any]
) -> "Response":
    """The two steps of a page: send the form, then the form once more with the proof."""
    second = client.post(address, fields)
    assert second.status_code == 200, second
    step_up = second.context["step_up"]
    return client.post(address, {**fields, "step_up": step_up, "code": fresh_code(actor)})
