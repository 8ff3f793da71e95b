"""Second factors used at the same moment, on PostgreSQL: exactly one use of each succeeds."""

from collections.abc import Callable
from functools import partial
from typing import Final

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import devices, factors, passkeys, recovery, step_up
from accounts.factors import LastFactor
from accounts.models import RecoveryCode, Staff, StepUp
from accounts.passkeys import PasskeyRefused
from accounts.step_up import StepUpRefused
from tests.accounts.people import PASSWORD, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, type_code, type_password
from tests.accounts.soft_passkey import SoftPasskey, give
from tests.posts.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SIX: Final = 6
EIGHT: Final = 8


@pytest.fixture
def staff() -> Staff:
    return tanaka()


def _at_once(calls: list[Callable[[], bool]]) -> int:
    """How many of them said yes."""
    return sum(at_once(calls))


def _pending(staff: Staff) -> Client:
    client = Client()
    type_password(client, staff, PASSWORD)
    return client


def _gets_in(act: Callable[[Client], object], client: Client) -> bool:
    act(client)
    return SESSION_KEY in client.session


def _proves(opened: StepUp, **proof: str) -> bool:
    try:
        step_up.confirm(
            str(opened.pk),
            staff=opened.staff,
            action=opened.action,
            target=opened.target,
            digest=opened.digest,
            **proof,
        )
    except StepUpRefused:
        return False
    return True


def _begin(staff: Staff, number: int = 7) -> StepUp:
    return step_up.begin(
        staff=staff, action="approve", target=f"posts.post:{number}", digest="a" * 64
    )


def test_one_recovery_code_six_times(staff: Staff) -> None:
    enrol(staff)
    with transaction.atomic():
        code = recovery.issue(staff)[0]
    address = reverse("account_recovery")
    send = partial(_gets_in, lambda client: client.post(address, {"recovery_code": code}))
    assert _at_once([partial(send, _pending(staff)) for _ in range(SIX)]) == 1
    assert RecoveryCode.objects.exclude(used_at=None).count() == 1
    assert len(trail_of("account.recovery_code_used")) == 1
    assert len(trail_of("account.signed_in")) == 1


def test_one_code_of_the_app_on_eight_posts(staff: Staff) -> None:
    device = enrol(staff)
    opened, code = [_begin(staff, number) for number in range(EIGHT)], code_for(device)
    assert _at_once([partial(_proves, one, code=code) for one in opened]) == 1
    assert StepUp.objects.exclude(used_at=None).count() == 1


def test_one_code_of_the_app_at_six_sign_ins(staff: Staff) -> None:
    device = enrol(staff)
    code = code_for(device)
    send = partial(_gets_in, lambda client: type_code(client, device, code))
    assert _at_once([partial(send, _pending(staff)) for _ in range(SIX)]) == 1


@pytest.mark.parametrize("counts", [False, True])
def test_one_step_up_six_times_with_the_same_answer(staff: Staff, counts: bool) -> None:
    passkey = give(staff, counts=counts)
    opened = _begin(staff)
    answer = passkey.get(step_up.passkey_options(str(opened.pk), staff))
    assert _at_once([partial(_proves, opened, assertion=answer)] * SIX) == 1
    assert StepUp.objects.get().evidence is not None
    assert len(trail_of("account.step_up_refused")) == SIX - 1


def test_one_step_up_six_times_with_six_passkeys(staff: Staff) -> None:
    mine, opened = [give(staff) for _ in range(SIX)], _begin(staff)
    options = step_up.passkey_options(str(opened.pk), staff)
    answers = [passkey.get(options) for passkey in mine]
    assert _at_once([partial(_proves, opened, assertion=answer) for answer in answers]) == 1


def test_one_step_up_by_code_and_by_passkey(staff: Staff) -> None:
    device, passkey, opened = enrol(staff), give(staff), _begin(staff)
    answer = passkey.get(step_up.passkey_options(str(opened.pk), staff))
    both: list[Callable[[], bool]] = [
        partial(_proves, opened, assertion=answer),
        partial(_proves, opened, code=code_for(device)),
    ]
    assert _at_once(both) == 1


def test_one_challenge_six_times() -> None:
    challenge = passkeys.new_challenge()

    def claims() -> bool:
        try:
            passkeys.claim(challenge)
        except PasskeyRefused:
            return False
        return True

    assert _at_once([claims] * SIX) == 1


def test_of_two_first_passkeys_registered_at_once_one_is_kept(staff: Staff) -> None:
    passkeys.prepare(staff)
    challenges = [passkeys.new_challenge(), passkeys.new_challenge()]
    answers = [SoftPasskey().create(passkeys.creation_options(staff, one)) for one in challenges]

    def register(answer: str, challenge: bytes) -> bool:
        try:
            passkeys.register(staff, answer, challenge, name="端末", is_first=True)
        except PasskeyRefused:
            return False
        return True

    both = [partial(register, *each) for each in zip(answers, challenges, strict=True)]
    assert _at_once(list(both)) == 1
    assert len(devices.primary_devices(staff)) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_that_are_removed_at_once_one_stays(staff: Staff, attempt: int) -> None:
    keys = [give(staff), give(staff)]
    rows = devices.passkeys(staff)
    opened = [factors.begin_removal(row, actor=staff) for row in rows]
    # Each is proved with the other one: both proofs are good.
    answers = [
        key.get(step_up.passkey_options(str(one.pk), staff))
        for key, one in zip(reversed(keys), opened, strict=True)
    ]

    def remove(row: object, one: StepUp, answer: str) -> bool:
        proof = {"assertion": answer}
        try:
            factors.remove(row, actor=staff, step_up_id=str(one.pk), proof=proof)
        except (LastFactor, StepUpRefused):
            return False
        return True

    both = [partial(remove, *each) for each in zip(rows, opened, answers, strict=True)]
    assert _at_once(list(both)) == 1
    assert len(devices.primary_devices(staff)) == 1
