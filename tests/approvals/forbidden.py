"""Every act on a request, as it is tried by the verb, in the browser, and past both in SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions, halting, holding, later_reviewing
from approvals.decisions import NotYet
from posts import drafts, retiming
from posts.models import Revision
from posts.moves import ChangedMeanwhile
from posts.routing import turns
from tests.accounts.sign_in import code_for, enrol
from tests.approvals import in_sql
from tests.approvals.acting import HOUR
from tests.approvals.in_sql import APPROVED, REASON, proof_of
from tests.fingerprints import changed, rows

REFUSALS: Final = (PermissionDenied, ChangedMeanwhile, NotYet)
# What is written down of a refusal, and what a proof that is opened leaves behind.
TRACES: Final = {
    *("audit_entry", "audit_head"),
    *("accounts_stepup", "accounts_authenticator", "accounts_staffsession"),
}


@dataclass(frozen=True)
class Act:
    """One act in three ways; `page` gives what the browser is answered with."""

    verb: Callable[[Revision, Staff], object]
    page: Callable[[Client, Revision, Staff], Any]
    sql: Callable[[Revision, Staff], None]


def try_everything(
    act: Act, revision: Revision, actor: Staff, client: Client, *, sql: str | None
) -> Any:
    """Try all three; each is refused and nothing has changed but traces. The page's answer.

    `sql` is what PostgreSQL says; None where it refuses nothing (`NOT_IN_SQL` says why).
    """
    enrol(actor)
    before = rows()
    revision = Revision.objects.select_related("post").get(pk=revision.pk)
    with pytest.raises(REFUSALS):
        act.verb(revision, actor)
    assert set(changed(before)) <= TRACES, "by the verb"
    answer = act.page(client, revision, actor)
    assert set(changed(before)) <= TRACES, "in the browser"
    if sql is not None:
        with pytest.raises(DatabaseError, match=sql), transaction.atomic():
            act.sql(revision, actor)
        assert set(changed(before)) <= TRACES, "in SQL"
    return answer


def _approve(reason: str) -> Callable[[Revision, Staff], object]:
    def approve(revision: Revision, actor: Staff) -> object:
        proof = proof_of(revision, actor)
        code = code_for(enrol(actor))
        return decisions.approve(
            revision, actor=actor, step_up_id=str(proof.pk), code=code, reason=reason
        )

    return approve


def _approve_on_page(client: Client, revision: Revision, actor: Staff) -> Any:
    address = f"/approvals/{revision.pk}/confirmations/{proof_of(revision, actor).pk}/"
    sent = {"has_read": "on", "code": code_for(enrol(actor)), "reason": REASON}
    return client.post(address, sent)


def _form(name: str, **sent: str) -> Callable[[Client, Revision, Staff], Any]:
    def send(client: Client, revision: Revision, actor: Staff) -> Any:
        return client.post(f"/approvals/{revision.pk}/{name}/", sent)

    return send


def _of_post(name: str, **sent: str) -> Callable[[Client, Revision, Staff], Any]:
    def send(client: Client, revision: Revision, actor: Staff) -> Any:
        return client.post(f"/posts/{revision.post_id}/{name}/", sent)

    return send


def _retime_on_page(client: Client, revision: Revision, actor: Staff) -> Any:
    later = timezone.localtime(revision.send_at + HOUR)
    return _form("time", send_on=f"{later:%Y-%m-%d}", send_time=f"{later:%H:%M}")(
        client, revision, actor
    )


def _review_on_page(client: Client, revision: Revision, actor: Staff) -> Any:
    address = f"/approvals/later-reviews/{revision.decision.pk}/"
    return client.post(address, {"has_read": "on", "confirmed": "1", "opinion": ""})


ACTS: Final[dict[str, Act]] = {
    "approve": Act(_approve(""), _approve_on_page, in_sql.decision(APPROVED)),
    # 投6: what is of 分類「その他」 is approved with words.
    "approve with a reason": Act(_approve(REASON), _approve_on_page, in_sql.decision(APPROVED)),
    "return": Act(
        lambda revision, actor: decisions.return_to_drafter(revision, actor=actor, reason=REASON),
        _form("return", reason=REASON),
        in_sql.decision("returned"),
    ),
    "reject": Act(
        lambda revision, actor: decisions.reject(revision, actor=actor, reason=REASON),
        _form("rejection", **{"rejection-reason": REASON}),
        in_sql.decision("rejected"),
    ),
    "hold": Act(
        lambda revision, actor: holding.hold(revision, actor=actor, reason=REASON),
        _form("hold", **{"hold-reason": REASON}),
        in_sql.hold,
    ),
    "resume": Act(
        lambda revision, actor: holding.resume(revision, actor=actor),
        _form("resumption"),
        in_sql.resume,
    ),
    "endorse": Act(
        lambda revision, actor: turns.endorse(revision, actor=actor),
        _form("endorsement"),
        in_sql.endorse,
    ),
    "retime": Act(
        lambda revision, actor: retiming.retime(
            revision, actor=actor, send_at=revision.send_at + HOUR
        ),
        _retime_on_page,
        in_sql.retime,
    ),
    "halt": Act(
        lambda revision, actor: halting.halt(revision.post, actor=actor),
        _of_post("halt"),
        in_sql.move_to("stopped"),
    ),
    "explain": Act(
        lambda revision, actor: halting.explain(revision.halt, actor=actor, reason=REASON),
        _of_post("halt/reason", reason=REASON),
        in_sql.explain,
    ),
    "withdraw": Act(
        lambda revision, actor: drafts.withdraw(revision.post, actor=actor, reason=REASON),
        _of_post("withdrawal", reason=REASON),
        in_sql.move_to("withdrawn"),
    ),
    "reopen": Act(
        lambda revision, actor: drafts.reopen(revision.post, actor=actor),
        _of_post("reopening"),
        in_sql.move_to("draft"),
    ),
    "review later": Act(
        lambda revision, actor: later_reviewing.review(revision.decision, actor=actor),
        _review_on_page,
        in_sql.review_later,
    ),
}
