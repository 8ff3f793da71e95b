"""The people of the tests, and the acts they repeat: written plainly, done by the real verbs."""

import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pgtrigger
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Appointment, Role, Section, Staff
from approvals import decisions
from approvals.models import Decision
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.submission import submit
from tests.accounts.sign_in import code_for, enrol
from tests.posts.answering import answer_all

PASSWORD = "Tanesashi-no-shibafu-8"
BUBBLE = "0c4e11a8"
TEXT = "【お知らせ】\n市役所本館の開庁時間をご案内します。"


def hire(staff_number: str, name: str, section: str, *roles: Role, since_days: int = 30) -> Staff:
    """A member of staff whose temporary password has been changed to PASSWORD."""
    where, _ = Section.objects.get_or_create(name=section)
    staff = Staff.objects.create(
        staff_number=staff_number,
        name=name,
        section=where,
        email=f"s{staff_number}@city.example.jp",
        must_change_password=False,
        confidentiality_acknowledged_on=timezone.localdate(),
        password=_hashed(PASSWORD),
    )
    for role in roles:
        Appointment.objects.create(
            staff=staff,
            role=role,
            starts_on=timezone.localdate() - timedelta(days=since_days),
            installed=True,
        )
    return staff


def content(**changes: Any) -> dict[str, Any]:
    """Fields of a post that may be submitted, with `changes`; `text` makes one bubble of text."""
    text = changes.pop("text", TEXT)
    return {
        "title": "開庁時間のお知らせ",
        "category": "3",
        "confidentiality": "1",
        "bubbles": [bubble(text)],
        "audience": "everyone",
        "send_at": timezone.now() + timedelta(hours=1),
        **changes,
    }


def bubble(text: str, identity: str = BUBBLE) -> dict[str, str]:
    """A bubble of text as it is stored."""
    return {"id": identity, "kind": "text", "text": text}


def write(drafter: Staff, **changes: Any) -> Post:
    """起案."""
    return drafts.create(actor=drafter, origin=uuid.uuid4(), fields=content(**changes))


def ask_approval(drafter: Staff, **changes: Any) -> Revision:
    """起案 and 承認依頼, with an answer to whatever screening asks."""
    post = write(drafter, **changes)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def approve(
    revision: Revision, manager: Staff, reason: str = "", ground_words: str = ""
) -> Decision:
    """承認 with the next code of the manager's authenticator."""
    revision = Revision.objects.get(pk=revision.pk)
    device = enrol(manager)
    proof = decisions.begin_approval(revision, actor=manager)
    device.last_t = -1  # as if the manager had waited for the next code
    device.save()
    return decisions.approve(
        revision,
        actor=manager,
        step_up_id=str(proof.pk),
        code=code_for(device),
        reason=reason,
        ground_words=ground_words,
    )


def schedule(drafter: Staff, manager: Staff, *, send_at: datetime, **changes: Any) -> Post:
    """A post approved for `send_at`."""
    revision = ask_approval(drafter, send_at=send_at, **changes)
    approve(revision, manager)
    return Post.objects.get(pk=revision.post_id)


def out_of_office(staff: Staff) -> None:
    """Every role of a person ended yesterday: as it is a day later, whoever ended it."""
    yesterday = timezone.localdate() - timedelta(days=1)
    tamper(
        "UPDATE accounts_appointment SET ends_on = %s WHERE staff_id = %s", [yesterday, staff.pk]
    )


def tamper(statement: str, parameters: list[Any]) -> None:
    """Change the database as somebody with full rights to it could: past every trigger."""
    with pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@cache
def _hashed(password: str) -> str:
    # One Argon2 takes a tenth of a second; the cast shares it, whatever hashers a test has set.
    hasher = Argon2PasswordHasher()
    return hasher.encode(password, hasher.salt())
