"""How the demo's office comes to life: people, appointments and posts, made by the real verbs."""

import base64
import json
import os
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import Appointment, Authenticator, Section, Staff
from approvals import decisions
from hachinohe_line.demo import pattern_shelf
from hachinohe_line.demo.cast import (
    ACCOUNT_MANAGER,
    DRAFTER,
    EVERYONE,
    PASSWORD,
    TEMPORARY_PASSWORD,
    Person,
)
from hachinohe_line.demo.sample_emergencies import EMERGENCIES
from hachinohe_line.demo.sample_patterns import PATTERNS
from hachinohe_line.demo.sample_pictures import upload_samples
from hachinohe_line.demo.sample_posts import SamplePost, Stage, sample_posts
from posts import drafts
from posts.answering.answers import give
from posts.answering.looking import look_at_post
from posts.bubbles import new
from posts.choices import Audience, Confidentiality
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.screening.engine import needing_answers
from posts.submission import submit

ANSWER: Final = "課で確かめました。このままで差し支えありません。"


def load() -> None:
    """Fill an empty database, once; a database that has staff is left as it is.

    Into the folder DEMO_DATA go the secrets of the sample authenticators (JSON, for the demo desk)
    and the sample sign-ins (text, for the terminal).
    """
    folder = Path(os.environ["DEMO_DATA"])
    if Staff.objects.exists():
        return
    staff = {person.staff_number: _appoint(person) for person in EVERYONE}
    _hand_out_authenticators(folder / "authenticator.json")
    (folder / "sign-ins.txt").write_text(_sign_ins(), encoding="utf-8")
    manager = staff[ACCOUNT_MANAGER.staff_number]
    for pattern in (*PATTERNS, *EMERGENCIES):
        pattern_shelf.keep(pattern, staff[pattern.drafter.staff_number], manager)
    pictures = upload_samples(staff[DRAFTER.staff_number])
    for sample in sample_posts(timezone.now()):
        _bring(sample, staff[sample.drafter.staff_number], manager, pictures)


def _appoint(person: Person) -> Staff:
    section, _ = Section.objects.get_or_create(name=person.section)
    staff = Staff.objects.create(
        staff_number=person.staff_number,
        password=_hashed(PASSWORD if person.is_enrolled else TEMPORARY_PASSWORD),
        name=person.name,
        section=section,
        email=person.email,
        must_change_password=not person.is_enrolled,
        # A demo may run for longer than a temporary password is good for.
        temporary_password_expires_at=None
        if person.is_enrolled
        else timezone.now() + timedelta(days=3650),
        confidentiality_acknowledged_on=timezone.localdate() if person.is_enrolled else None,
    )
    Appointment.objects.create(
        staff=staff,
        role=person.role,
        starts_on=timezone.localdate() - timedelta(days=30),
        rank=person.rank,
        installed=True,
    )
    if person.is_enrolled:
        Authenticator.objects.create_for(staff)
    return staff


@cache
def _hashed(password: str) -> str:
    # Each hash takes a tenth of a second of the newcomer's patience.
    return make_password(password)


def _hand_out_authenticators(file: Path) -> None:
    devices = Authenticator.objects.filter(confirmed=True).select_related("user")
    roles = {person.staff_number: f"{person.section}・{person.role.label}" for person in EVERYONE}
    entries = [
        {
            "staff_number": device.user.staff_number,
            "name": device.user.name,
            "role": roles[device.user.staff_number],
            "secret_base32": base64.b32encode(device.bin_key).decode(),
        }
        for device in devices.order_by("user__staff_number")
    ]
    file.touch(mode=0o600)
    file.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")


def _sign_ins() -> str:
    lines = [
        f"  {person.staff_number}  {PASSWORD if person.is_enrolled else TEMPORARY_PASSWORD}"
        f"  {person.name}（{person.section}・{person.role.label}）"
        + ("" if person.is_enrolled else "：初めてのログインを試せます")
        for person in EVERYONE
    ]
    return (
        "職員番号  パスワード  （確認コードはデモ用デスクの「認証アプリ」に出ます）\n"
        + "\n".join(lines)
    )


def _bring(sample: SamplePost, drafter: Staff, manager: Staff, pictures: Mapping[str, int]) -> None:
    post = drafts.create(
        actor=drafter,
        origin=uuid.uuid4(),
        fields={
            "title": sample.title,
            "category": sample.category,
            "confidentiality": Confidentiality.PUBLIC,
            "bubbles": _bubbles(sample, pictures),
            "audience": Audience.EVERYONE,
            "send_at": sample.send_at,
        },
    )
    if sample.stage is Stage.DRAFT:
        return
    _answer(post, drafter)
    revision = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    post.refresh_from_db()
    moves: dict[Stage, Callable[[], object]] = {
        Stage.APPROVED: lambda: _approve(revision, manager),
        Stage.RETURNED: lambda: decisions.return_to_drafter(
            revision, actor=manager, reason=sample.reason
        ),
        Stage.WITHDRAWN: lambda: _withdraw(post, drafter, sample.reason),
    }
    if sample.stage in moves:
        moves[sample.stage]()


def _bubbles(sample: SamplePost, pictures: Mapping[str, int]) -> list[dict[str, Any]]:
    shown: list[tuple[str, Mapping[str, Any]]] = []
    if sample.picture:
        shown = [("image", {"image": pictures[sample.picture]})]
    filled_in = [("text", {"text": sample.text}), *shown, *sample.more]
    return [new(kind).filled(values).stored() for kind, values in filled_in]


def _answer(post: Post, drafter: Staff) -> None:
    look = look_at_post(post, now=timezone.now())
    said = {finding.key: ANSWER for finding in needing_answers(look.findings)}
    give(post, actor=drafter, said=said)


def _withdraw(post: Post, drafter: Staff, reason: str) -> None:
    drafts.withdraw(post, actor=drafter, reason=reason)


def _approve(revision: Revision, manager: Staff) -> None:
    device = Authenticator.objects.get(user=manager)
    proof = decisions.begin_approval(revision, actor=manager)
    decisions.approve(
        revision,
        actor=manager,
        step_up_id=str(proof.pk),
        code=f"{TOTP(device.bin_key).token():06}",
    )
    # A code is good for one use. The sample approvals must not cost the newcomer, who signs in
    # next with this very authenticator, a wait of half a minute.
    Authenticator.objects.filter(pk=device.pk).update(last_t=-1)
