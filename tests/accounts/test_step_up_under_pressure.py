"""Proofs given at the same moment, and failures that nobody can take back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts import step_up
from accounts.models import Authenticator, Staff, StepUp
from accounts.step_up import Refusal, StepUpRefused
from tests.accounts.people import tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def device(staff: Staff) -> Authenticator:
    return enrol(staff)


def _begin(staff: Staff, number: int = 1) -> StepUp:
    return step_up.begin(
        staff=staff, action="approve", target=f"posts.post:{number}", digest="a" * 64
    )


def _confirm(opened: StepUp, staff: Staff, code: str) -> str:
    try:
        step_up.confirm(
            str(opened.pk),
            staff=staff,
            action=opened.action,
            target=opened.target,
            digest=opened.digest,
            code=code,
        )
    except StepUpRefused as refused:
        return refused.reason.value
    return "accepted"


def _at_once(calls: list[Callable[[], str]]) -> list[str]:
    start = Barrier(len(calls))

    def run(call: Callable[[], str]) -> str:
        start.wait(timeout=10)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_many_uses_of_one_code_exactly_one_wins(staff: Staff, device: Authenticator) -> None:
    opened, code = [_begin(staff, number) for number in range(AT_ONCE)], code_for(device)
    outcomes = _at_once([partial(_confirm, one, staff, code) for one in opened])
    assert outcomes.count("accepted") == 1
    assert StepUp.objects.exclude(used_at=None).count() == 1
    assert len(trail_of("account.step_up_refused")) == AT_ONCE - 1


def test_of_two_right_codes_for_one_proof_exactly_one_wins(
    staff: Staff, device: Authenticator
) -> None:
    opened = _begin(staff)
    now = timezone.now()
    codes = [code_for(device, now), code_for(device, now + timedelta(seconds=30))]
    outcomes = _at_once([partial(_confirm, opened, staff, code) for code in codes])
    assert outcomes.count("accepted") == 1
    assert set(outcomes) - {"accepted"} <= {Refusal.SPENT.value, Refusal.USED.value}


def test_wrong_codes_sent_at_once_are_tried_one_at_a_time(
    staff: Staff, device: Authenticator
) -> None:
    opened = _begin(staff)
    wrong = f"{(int(code_for(device)) + 1) % 10**6:06d}"
    outcomes = _at_once([lambda: _confirm(opened, staff, wrong) for _ in range(AT_ONCE)])
    device.refresh_from_db()
    assert outcomes.count(Refusal.WRONG.value) == device.throttling_failure_count
    assert outcomes.count(Refusal.THROTTLED.value) == AT_ONCE - device.throttling_failure_count
    assert device.throttling_failure_count < AT_ONCE


def test_it_refuses_to_work_inside_a_transaction(staff: Staff, device: Authenticator) -> None:
    opened, code = _begin(staff), code_for(device)
    with pytest.raises(RuntimeError), transaction.atomic():
        _confirm(opened, staff, code)
    assert _confirm(opened, staff, code) == "accepted"
