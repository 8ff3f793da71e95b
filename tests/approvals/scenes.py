"""Requests on which every act could be done by whose turn it is; the others try it on them too."""

from collections.abc import Callable
from typing import Final

from accounts.models import Role, Staff
from approvals import halting, holding
from posts import drafts
from posts.models import Revision
from tests.approvals.acting import other, reviewed
from tests.approvals.standing_in import deputy_of, returned_for_the_manager
from tests.office import approve, ask_approval, hire


def _held(drafter: Staff, manager: Staff) -> Revision:
    revision = ask_approval(drafter)
    holding.hold(revision, actor=manager, reason="待つ")
    return revision


def _reviewed(drafter: Staff, manager: Staff) -> Revision:
    hire("6004", "職員 6004", "観光課", Role.SECTION_REVIEWER)
    return reviewed(drafter, manager)


def _approved(drafter: Staff, manager: Staff) -> Revision:
    revision = ask_approval(drafter)
    approve(revision, manager)
    return Revision.objects.get(pk=revision.pk)


def _withdrawn(drafter: Staff, manager: Staff) -> Revision:
    revision = ask_approval(drafter)
    drafts.withdraw(revision.post, actor=drafter, reason="日程が変わりました。")
    return revision


def _halted(drafter: Staff, manager: Staff) -> Revision:
    revision = _approved(drafter, manager)
    halting.halt(revision.post, actor=drafter)
    return revision


def _retimable(drafter: Staff, manager: Staff) -> Revision:
    deputy_of()  # Whoever changes a time leaves it to somebody else to decide.
    return ask_approval(drafter)


def _decided_for_the_manager(drafter: Staff, manager: Staff) -> Revision:
    return returned_for_the_manager(drafter).revision


DECIDING: Final = (
    *("approve", "approve with a reason", "return", "reject", "hold", "resume", "retime"),
)
ABOUT: Final[dict[str, Callable[[Staff, Staff], Revision]]] = {
    **dict.fromkeys(
        ("approve", "return", "reject", "hold", "withdraw"), lambda d, _: ask_approval(d)
    ),
    "approve with a reason": lambda d, _: other(d),
    "resume": _held,
    "retime": _retimable,
    "endorse": _reviewed,
    "halt": _approved,
    "explain": _halted,
    "reopen": _withdrawn,
    "review later": _decided_for_the_manager,
}
