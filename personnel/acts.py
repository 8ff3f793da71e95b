"""What an act of administration is: said beforehand, proved afresh, done under one lock."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from accounts import step_up
from accounts.models import Staff, StepUp
from accounts.proofs import digest_of
from personnel import permissions
from personnel.permissions import why_not_administer

# Every change of who holds what, or who is active, waits for the one before it to be committed:
# otherwise two administrators could suspend each other in the same instant, and none is left.
LOCK: Final = 4_870_121


class NotPossible(Exception):
    """The act is not possible as things stand; the text says why and what to do instead."""

    @classmethod
    def unless_empty(cls, problem: str) -> None:
        """Raise with the answer of a question that begins with `why_not`, if there is one."""
        if problem:
            raise cls(problem)


@dataclass(frozen=True)
class Act:
    """One act on one target with one content; `content` is what JSON can hold, dates included."""

    action: str
    target: str
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 (64 hex digits) of everything that the person was shown."""
        text = json.dumps(self.content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
        return digest_of(self.action, self.target, text)


@dataclass(frozen=True)
class Proof:
    """What proves the person in the request that acts: a code, or the answer of a passkey."""

    step_up_id: str
    code: str = ""
    assertion: str = ""


def begin(act: Act, *, actor: Staff) -> StepUp:
    """Start the proof of identity for exactly this act; five minutes to use it."""
    return step_up.begin(staff=actor, action=act.action, target=act.target, digest=act.digest)


def prove(act: Act, *, actor: Staff, proof: Proof) -> StepUp:
    """Spend the proof. Raises StepUpRefused, and RuntimeError inside a transaction."""
    return step_up.confirm(
        proof.step_up_id,
        staff=actor,
        action=act.action,
        target=act.target,
        digest=act.digest,
        code=proof.code,
        assertion=proof.assertion,
    )


@contextmanager
def administering(
    act: Act, *, actor: Staff, proof: Proof, about: Staff | None = None
) -> Iterator[None]:
    """Everything an act of an administrator needs around it: authority, proof, transaction, lock.

    Authority is asked again under the lock, where nobody can lose it any more. Raises
    PermissionDenied (also for acts on oneself) and StepUpRefused.
    """
    permissions.demand(why_not_administer(actor, about), actor=actor, about=about)
    prove(act, actor=actor, proof=proof)
    with transaction.atomic():
        hold_offices()
        problem = why_not_administer(Staff.objects.get(pk=actor.pk), about)
        if problem:
            raise PermissionDenied(problem)
        yield


def hold_offices() -> None:
    """Wait until nobody else changes staff or roles, and keep it so until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
