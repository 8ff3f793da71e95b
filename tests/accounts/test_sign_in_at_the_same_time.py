"""Two at once: whoever had to wait for a row finds out what the other did to it."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import step_up
from accounts.models import StepUp
from accounts.step_up import Refusal, StepUpRefused
from tests.accounts.people import TEMPORARY, newcomer, tanaka
from tests.accounts.sign_in import NEW_PASSWORD, choose_password, code_for, enrol, type_password

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 10
Result = TypeVar("Result")


def _meets(change: Callable[[], object], call: Callable[[], Result]) -> Result:
    """What `call` returns when it reaches a row that an unfinished `change` holds."""

    def run() -> Result:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            change()
            future = pool.submit(run)
            _wait_until_it_waits(future)
        return future.result(timeout=SECONDS)


def _wait_until_it_waits(future: "Future[Result]") -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and not future.done():
        with connection.cursor() as cursor:
            # Not pg_stat_activity: inside a transaction it is read once and never again.
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                " AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
            )
            if cursor.fetchone() == (True,):
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for the row")


def test_a_password_changed_meanwhile_is_not_changed_again(client: Client) -> None:
    staff = newcomer()
    type_password(client, staff, TEMPORARY)
    staff.set_password("Minato-no-asaichi-55")
    response = _meets(staff.save, lambda: choose_password(client, NEW_PASSWORD))
    assert response["Location"] == reverse("account_login")
    staff.refresh_from_db()
    assert staff.check_password("Minato-no-asaichi-55")


def test_a_proof_spent_meanwhile_is_not_spent_again() -> None:
    staff = tanaka()
    code = code_for(enrol(staff))
    opened = step_up.begin(staff=staff, action="approve", target="posts.post:7", digest="a" * 64)

    def confirm() -> Refusal | None:
        try:
            step_up.confirm(
                str(opened.pk),
                staff=staff,
                action="approve",
                target="posts.post:7",
                digest="a" * 64,
                code=code,
            )
        except StepUpRefused as refused:
            return refused.reason
        return None

    def spend() -> None:
        StepUp.objects.filter(pk=opened.pk).update(used_at=timezone.now(), device="the other")

    assert _meets(spend, confirm) is Refusal.SPENT
    assert StepUp.objects.get(pk=opened.pk).device == "the other"
