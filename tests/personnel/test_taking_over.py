"""One administrator alone never becomes somebody who approves or administers."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import devices
from accounts.models import Role, Staff
from tests.accounts.sign_in import enrol
from tests.office import hire
from tests.personnel.acting import WHY, act_in_browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["manager", "deputy", "second_administrator", "successor"])
def test_neither_address_nor_factors_nor_password_fall_to_one_administrator(
    who: str,
    manager: Staff,
    administrator: Staff,
    second_administrator: Staff,
    as_administrator: Client,
    request: pytest.FixtureRequest,
) -> None:
    victim: Staff = request.getfixturevalue(who)
    enrol(victim)
    before = (victim.email, victim.password)
    for name, more in [
        ("personnel_correction", {"name": victim.name, "email": "mine@city.example.jp"}),
        ("personnel_factors", {}),
        ("personnel_password", {}),
    ]:
        address = reverse(name, args=[victim.pk])
        answer = act_in_browser(as_administrator, administrator, address, {"reason": WHY, **more})
        assert answer.status_code == 302, name
    victim.refresh_from_db()
    assert (victim.email, victim.password) == before
    assert devices.has_primary_device(victim)


@pytest.fixture
def successor(db: None) -> Staff:
    return hire("2009", "後任 予定", "情報政策課", Role.DEPUTY, since_days=-9)


def test_a_suspended_colleague_is_not_let_back_in_by_one(
    administrator: Staff, second_administrator: Staff, as_administrator: Client
) -> None:
    Staff.objects.filter(pk=second_administrator.pk).update(is_active=False)
    address = reverse("personnel_resumption", args=[second_administrator.pk])
    act_in_browser(as_administrator, administrator, address, {"reason": WHY})
    second_administrator.refresh_from_db()
    assert not second_administrator.is_active


def test_a_drafter_is_helped_at_once(
    drafter: Staff, administrator: Staff, as_administrator: Client
) -> None:
    address = reverse("personnel_factors", args=[drafter.pk])
    answer = act_in_browser(as_administrator, administrator, address, {"reason": WHY})
    ((helped, password),) = answer.context["passwords"]
    assert helped == drafter
    drafter.refresh_from_db()
    assert drafter.check_password(password)
