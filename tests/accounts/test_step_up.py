"""A proof for one act on one content: good once, for five minutes, with a fresh code."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, transaction

from accounts import step_up
from accounts.models import Authenticator, Staff, StepUp
from accounts.step_up import Refusal, StepUpRefused
from tests.accounts.people import sato, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol

NOON = datetime(2027, 4, 5, 12, 0, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
ACT = {"action": "approve", "target": "posts.post:7", "digest": "a" * 64}


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def device(staff: Staff) -> Authenticator:
    return enrol(staff)


def _begin(staff: Staff, **changed: str) -> StepUp:
    return step_up.begin(staff=staff, **{**ACT, **changed})


def _confirm(opened: StepUp | str, staff: Staff, code: str, **changed: str) -> StepUp:
    pk = opened if isinstance(opened, str) else str(opened.pk)
    return step_up.confirm(pk, staff=staff, code=code, **{**ACT, **changed})


def _refusal(*args: Any, **kwargs: Any) -> StepUpRefused:
    with pytest.raises(StepUpRefused) as caught:
        _confirm(*args, **kwargs)
    return caught.value


def test_the_right_code_spends_it(staff: Staff, device: Authenticator) -> None:
    opened = _begin(staff)
    confirmed = _confirm(opened, staff, code_for(device))
    stored = StepUp.objects.get(pk=opened.pk)
    assert confirmed == stored
    assert stored.used_at == confirmed.used_at is not None
    assert stored.device == device.persistent_id
    assert trail_of("account.step_up_refused") == []


def test_a_gap_or_full_width_digits_are_no_mistake(staff: Staff, device: Authenticator) -> None:
    code = code_for(device)
    assert _confirm(_begin(staff), staff, f" {code[:3]} {code[3:]} ").used_at


def test_it_is_good_for_five_minutes(staff: Staff, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        in_time, late = _begin(staff), _begin(staff)
        clock.shift(299)
        _confirm(in_time, staff, code_for(device))
        clock.shift(1)
        refused = _refusal(late, staff, code_for(device))
    assert refused.reason is Refusal.EXPIRED
    assert "5分" in refused.message


def test_it_is_good_once(staff: Staff, device: Authenticator) -> None:
    opened = _begin(staff)
    _confirm(opened, staff, code_for(device))
    assert _refusal(opened, staff, code_for(device)).reason is Refusal.SPENT


def test_it_is_refused_when_the_content_has_changed(staff: Staff, device: Authenticator) -> None:
    opened = _begin(staff)
    refused = _refusal(opened, staff, code_for(device), digest="b" * 64)
    assert refused.reason is Refusal.CHANGED
    assert "内容が変わりました" in refused.message


@pytest.mark.parametrize("changed", [{"action": "stop"}, {"target": "posts.post:8"}])
def test_it_is_refused_for_another_act(
    staff: Staff, device: Authenticator, changed: dict[str, str]
) -> None:
    assert _refusal(_begin(staff), staff, code_for(device), **changed).reason is Refusal.UNKNOWN


def test_it_is_refused_for_somebody_else(staff: Staff) -> None:
    colleague = sato()
    code = code_for(enrol(colleague))
    assert _refusal(_begin(staff), colleague, code).reason is Refusal.UNKNOWN


@pytest.mark.parametrize("pk", ["", "no uuid", str(uuid.UUID(int=7)), "\x00", "⑦"])
def test_an_id_that_is_none_is_refused(staff: Staff, device: Authenticator, pk: str) -> None:
    assert _refusal(pk, staff, code_for(device)).reason is Refusal.UNKNOWN


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567"])
def test_what_is_no_code_is_refused_and_not_counted(
    staff: Staff, device: Authenticator, code: str
) -> None:
    assert _refusal(_begin(staff), staff, code).reason is Refusal.MALFORMED
    device.refresh_from_db()
    assert device.throttling_failure_count == 0


def test_without_a_device_it_is_refused(staff: Staff) -> None:
    assert _refusal(_begin(staff), staff, "123456").reason is Refusal.NO_DEVICE


def test_nothing_refused_uses_up_the_code(staff: Staff, device: Authenticator) -> None:
    code = code_for(device)
    _refusal(_begin(staff), staff, code, digest="b" * 64)
    _refusal("no uuid", staff, code)
    assert _confirm(_begin(staff), staff, code).used_at


def test_a_wrong_code_leaves_it_open(staff: Staff, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        opened = _begin(staff)
        refused = _refusal(opened, staff, _wrong(device))
        assert refused.reason is Refusal.WRONG
        assert "1秒以上待ってから" in refused.message
        clock.shift(1)
        assert _confirm(opened, staff, code_for(device)).used_at


def test_the_code_of_the_sign_in_is_not_good_again(staff: Staff, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        code = code_for(device, NOON)
        _confirm(_begin(staff), staff, code)
        opened = _begin(staff)
        refused = _refusal(opened, staff, code)
        assert refused.reason is Refusal.USED
        assert "次のコードに変わってから" in refused.message
        clock.shift(30)
        assert _confirm(opened, staff, code_for(device, NOON + timedelta(seconds=30))).used_at


def test_after_failures_it_says_how_long_to_wait(staff: Staff, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        opened = _begin(staff)
        for seconds in (1, 2, 4):
            assert _refusal(opened, staff, _wrong(device)).reason is Refusal.WRONG
            clock.shift(seconds)
        _refusal(opened, staff, _wrong(device))
        clock.shift(3)
        refused = _refusal(opened, staff, code_for(device, NOON))
        assert refused.reason is Refusal.THROTTLED
        assert "5秒待ってから" in refused.message
        clock.shift(5)
        assert _confirm(opened, staff, code_for(device)).used_at


def test_five_failures_in_a_row_exhaust_it(staff: Staff, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        opened = _begin(staff)
        for seconds in (1, 2, 4, 8, 16):
            assert not step_up.exhausted(staff)
            _refusal(opened, staff, _wrong(device))
            clock.shift(seconds)
        assert step_up.exhausted(staff)
        _confirm(opened, staff, code_for(device))
        assert not step_up.exhausted(staff)


def test_every_refusal_is_recorded(staff: Staff, device: Authenticator) -> None:
    _refusal("no uuid", staff, "123456")
    _refusal(_begin(staff), staff, "", digest="b" * 64)
    entries = trail_of("account.step_up_refused")
    assert [entry.detail["reason"] for entry in entries] == ["unknown", "changed"]
    assert {entry.target for entry in entries} == {ACT["target"]}
    assert {entry.actor_id for entry in entries} == {f"staff:{staff.pk}"}
    assert "123456" not in str([entry.detail for entry in entries])


@pytest.mark.parametrize(
    "change", [{"used_at": None}, {"digest": "b" * 64}, {"expires_at": NOON}, {"staff": None}]
)
def test_no_row_can_be_made_good_again(
    staff: Staff, device: Authenticator, change: dict[str, Any]
) -> None:
    opened = _confirm(_begin(staff), staff, code_for(device))
    values = {**change, "staff": sato()} if "staff" in change else change
    with pytest.raises(DatabaseError), transaction.atomic():
        StepUp.objects.filter(pk=opened.pk).update(**values)
    with pytest.raises(DatabaseError), transaction.atomic():
        opened.delete()


@pytest.mark.parametrize(
    "change", [{"digest": "b" * 64}, {"target": "posts.post:8"}, {"expires_at": NOON}]
)
def test_an_open_proof_keeps_what_it_was_opened_for(staff: Staff, change: dict[str, Any]) -> None:
    opened = _begin(staff)
    with pytest.raises(DatabaseError), transaction.atomic():
        StepUp.objects.filter(pk=opened.pk).update(**change)


def _wrong(device: Authenticator) -> str:
    near = {code_for(device, NOON + timedelta(seconds=30 * n)) for n in range(-4, 5)}
    return next(code for code in map("{:06d}".format, range(20)) if code not in near)
