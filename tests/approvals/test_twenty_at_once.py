"""Twenty people press at the same instant: one of them decides, and the others learn who did."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import step_up
from accounts.models import Authenticator, Staff
from accounts.step_up import StepUpRefused
from approvals import decisions, holding
from approvals.models import Decision
from audit import trail
from audit.actions import Action
from posts import drafts
from posts.choices import Status
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile, TransitionNotAllowed
from posts.retiming import retime
from tests.accounts.sign_in import code_for
from tests.approvals.acting import away, browser_of
from tests.office import ask_approval
from tests.posts.pages import Page
from tests.posts.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TWENTY: Final = 20
REASON: Final = "同時に押す"
REFUSALS: Final = (
    *(ChangedMeanwhile, PermissionDenied, StepUpRefused, TransitionNotAllowed),
    *(decisions.NotYet, decisions.TooLate),
)
# The first letter of each act, by what the trail says of it.
LETTERS: Final = {
    Action.POST_APPROVED: "A",
    Action.POST_RETURNED: "R",
    Action.POST_REJECTED: "J",
    Action.POST_HELD: "H",
    Action.POST_RETIMED: "T",
    Action.POST_WITHDRAWN: "W",
}
# One decision at most; a hold and another time may come before an end, and nothing after it.
ONE_AFTER_THE_OTHER: Final = re.compile("H?(A(TW?)?|R|J|TW?|W)")
DECIDED: Final = frozenset("ARJ")
STATUS: Final = {
    "A": Status.APPROVED,
    "R": Status.RETURNED,
    "J": Status.REJECTED,
    "T": Status.IN_APPROVAL,
    "W": Status.WITHDRAWN,
}
Try = Callable[[], object]


@pytest.fixture
def revision(drafter: Staff, manager: Staff) -> Revision:
    """Both アカウント管理者, who looks in from an absence, and the deputy may decide."""
    away(manager)
    return ask_approval(drafter)


def _opened(revision: Revision, staff: Staff) -> tuple[str, str]:
    """A page 2 of one's own, and a code that no other try has used."""
    proof = step_up.begin(
        staff=staff,
        action=decisions.APPROVE,
        target=trail.target_of(revision),
        digest=revision.digest,
    )
    return str(proof.pk), code_for(Authenticator.objects.create_for(staff))


def _approve(revision: Revision, staff: Staff) -> Try:
    proof, code = _opened(revision, staff)
    return partial(decisions.approve, revision, actor=staff, step_up_id=proof, code=code)


def _return(revision: Revision, staff: Staff) -> Try:
    return partial(decisions.return_to_drafter, revision, actor=staff, reason=REASON)


def _reject(revision: Revision, staff: Staff) -> Try:
    return partial(decisions.reject, revision, actor=staff, reason=REASON)


def _hold(revision: Revision, staff: Staff) -> Try:
    return partial(holding.hold, revision, actor=staff, reason=REASON)


def _retime(revision: Revision, staff: Staff) -> Try:
    later = timezone.now() + timedelta(hours=3)
    return partial(retime, revision, actor=staff, send_at=later)


def _withdraw(revision: Revision, staff: Staff) -> Try:
    return partial(drafts.withdraw, revision.post, actor=staff, reason=REASON)


def _wins(act: Try) -> bool:
    try:
        act()
    except REFUSALS:
        return False
    return True


def _race(acts: list[Try]) -> int:
    assert len(acts) == TWENTY
    return sum(at_once([partial(_wins, act) for act in acts]))


def _seen_by_each(revision: Revision) -> Revision:
    return Revision.objects.select_related("post").get(pk=revision.pk)


def _what_happened(post: Post) -> str:
    acts = trail.history_of(post).filter(action__in=LETTERS).order_by("sequence")
    return "".join(LETTERS[Action(one.action)] for one in acts)


@pytest.mark.parametrize("attempt", range(3))
def test_of_twenty_decisions_on_one_request_one_is_taken(
    attempt: int, revision: Revision, manager: Staff, deputy: Staff
) -> None:
    acts = [
        act(_seen_by_each(revision), staff)
        for staff in (manager, deputy)
        for act in (*[_approve] * 4, *[_return] * 3, *[_reject] * 3)
    ]
    assert _race(acts) == 1
    decision = Decision.objects.get()
    happened = _what_happened(revision.post)
    assert len(happened) == 1
    assert Post.objects.get().status == STATUS[happened] == decision.outcome
    assert list(trail.verify()) == []


@pytest.mark.parametrize("attempt", range(4))
def test_of_twenty_mixed_acts_at_most_one_decides_and_nothing_follows_an_end(
    attempt: int, revision: Revision, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    acts = [
        act(_seen_by_each(revision), staff)
        for staff in (manager, deputy)
        for act in (*[_approve] * 3, _return, _return, _reject, _hold, _retime)
    ]
    acts += [_withdraw(_seen_by_each(revision), staff) for staff in (drafter, manager) * 2]
    won = _race(acts)
    happened = _what_happened(revision.post)
    assert ONE_AFTER_THE_OTHER.fullmatch(happened)
    assert won == len(happened)
    assert Decision.objects.count() == sum(Counter(happened)[one] for one in DECIDED)
    assert Post.objects.get().status == STATUS[happened[-1]]
    assert list(trail.verify()) == []


def _press(client: Client, address: str, sent: dict[str, str]) -> Page:
    return Page.of(client.post(address, sent, follow=True))


def _pressed_pages(revision: Revision, staff: Staff) -> list[Callable[[], Page]]:
    presses: list[tuple[str, dict[str, str]]] = [
        *[(reverse("approval_return", args=[revision.pk]), {"reason": REASON})] * 3,
        *[(reverse("approval_rejection", args=[revision.pk]), {"rejection-reason": REASON})] * 3,
    ]
    for _ in range(4):
        proof, code = _opened(revision, staff)
        address = reverse("approval_confirmation", args=[revision.pk, proof])
        presses.append((address, {"has_read": "on", "code": code}))
    return [partial(_press, browser_of(staff), address, sent) for address, sent in presses]


def test_on_the_pages_the_nineteen_others_read_who_did_what(
    revision: Revision, manager: Staff, deputy: Staff
) -> None:
    presses = _pressed_pages(revision, manager) + _pressed_pages(revision, deputy)
    assert len(presses) == TWENTY
    pages = at_once(presses)
    decision = Decision.objects.get()
    act = trail.history_of(revision.post).filter(action__in=LETTERS).get().get_action_display()
    told = {
        True: re.compile(f"状態が変わりました。あなたが\\S+に「{act}」をしました。"),
        False: re.compile(
            f"状態が変わりました。{decision.decider}さんが\\S+に「{act}」をしました。"
        ),
    }
    deciders = [manager] * 10 + [deputy] * 10
    said = [
        bool(told[staff == decision.decider].search(page.words))
        for staff, page in zip(deciders, pages, strict=True)
    ]
    assert said.count(False) == 1
    (winner,) = (page for page, was_told in zip(pages, said, strict=True) if not was_told)
    assert "状態が変わりました。" not in winner.words
    done = {"承認": "承認しました。", "差戻し": "に差し戻しました。", "却下": "却下しました。"}
    assert done[act] in winner.words
