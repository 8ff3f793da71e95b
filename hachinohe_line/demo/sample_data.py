"""How the demo's office comes to life: people, appointments and posts, made by the real verbs."""

import base64
import json
import os
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Appointment, Authenticator, Section, Staff
from hachinohe_line.demo import pattern_shelf
from hachinohe_line.demo.bringing import bring, bring_emergency
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
from hachinohe_line.demo.sample_posts import sample_posts
from hachinohe_line.demo.sample_rules import lay_down


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
    lay_down(staff)
    pictures = upload_samples(staff[DRAFTER.staff_number])
    for sample in sample_posts(timezone.now()):
        bring(sample, staff, pictures)
    emergency = EMERGENCIES[0]
    bring_emergency(emergency, staff[emergency.drafter.staff_number])


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
