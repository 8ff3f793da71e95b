"""The last stage by itself: whom the guard lets in when everything before it has said yes."""

from collections.abc import Callable

import allauth.account.decorators  # noqa: F401  # before .stages, or its import is circular
import pytest
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from accounts import stages
from accounts.models import Authenticator, Staff
from accounts.stages import BindStage
from tests.accounts.people import sato, tanaka, trail_of
from tests.accounts.sign_in import enrol


@pytest.fixture
def controller() -> LoginStageController:
    """A sign-in whose other stages are done."""
    request = RequestFactory().post("/login/code/")
    request.session = SessionStore()
    staff = tanaka()
    controller = LoginStageController(request, Login(user=staff))
    stages.pin(controller, staff)
    controller.state[stages.VERIFY]["data"]["device"] = enrol(staff).persistent_id
    return controller


def _lets_in(controller: LoginStageController) -> bool:
    response, goes_on = BindStage(controller, controller.request, controller.login).handle()
    assert response is None
    return goes_on


def _suspend(controller: LoginStageController) -> None:
    Staff.objects.update(is_active=False)


def _change_password(controller: LoginStageController) -> None:
    staff = Staff.objects.get()
    staff.set_password("Minato-no-asaichi-55")
    staff.save()


def _make_password_due(controller: LoginStageController) -> None:
    Staff.objects.update(must_change_password=True)


def _remove_device(controller: LoginStageController) -> None:
    Authenticator.objects.all().delete()


def _unconfirm_device(controller: LoginStageController) -> None:
    Authenticator.objects.update(confirmed=False)


def _show_somebody_elses_device(controller: LoginStageController) -> None:
    controller.state[stages.VERIFY]["data"]["device"] = enrol(sato()).persistent_id


def _show_no_device(controller: LoginStageController) -> None:
    del controller.state[stages.VERIFY]["data"]["device"]


def _show_nonsense(controller: LoginStageController) -> None:
    controller.state[stages.VERIFY]["data"]["device"] = "nonsense"


def _lose_the_pin(controller: LoginStageController) -> None:
    del controller.state[stages.VERIFY]["data"]["auth_hash"]


def _forget_all_stages(controller: LoginStageController) -> None:
    controller.state.clear()


def test_it_lets_in_whoever_is_unchanged(controller: LoginStageController) -> None:
    assert _lets_in(controller)
    assert controller.login.user.otp_device == Authenticator.objects.get()
    assert trail_of("account.sign_in_failed") == []


@pytest.mark.parametrize(
    "change",
    [
        _suspend,
        _change_password,
        _make_password_due,
        _remove_device,
        _unconfirm_device,
        _show_somebody_elses_device,
        _show_no_device,
        _show_nonsense,
        _lose_the_pin,
        _forget_all_stages,
    ],
)
def test_it_refuses_after_any_change(
    controller: LoginStageController, change: Callable[[LoginStageController], None]
) -> None:
    change(controller)
    assert not _lets_in(controller)
    assert not hasattr(controller.login.user, "otp_device")
    assert len(trail_of("account.sign_in_failed")) == 1
