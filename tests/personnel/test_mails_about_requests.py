"""役割の申請 in mails: who is asked to confirm, who only hears of it, what is said at the end."""

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Notice, Staff
from tests.office import hire
from tests.personnel.acting import ask, confirm, deputy_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(db: None) -> Staff:
    return hire("5002", "是川 縄子", "情報政策課")


def test_only_who_can_confirm_is_asked_to_and_led_there(
    candidate: Staff, administrator: Staff, second_administrator: Staff, manager: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    told = {notice.recipient: notice for notice in Notice.objects.all()}
    assert told.keys() == {second_administrator, manager}
    assert "確認してください" in told[second_administrator].subject
    address = reverse("personnel_request", args=[asked.pk])
    assert f"{settings.SITE_URL}{address}\n" in told[second_administrator].body
    assert "確認してください" not in told[manager].subject
    assert address not in told[manager].body


def test_who_asked_is_told_what_came_of_it(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    confirm(ask(candidate, deputy_term(), by=administrator), by=second_administrator)
    (notice,) = Notice.objects.filter(recipient=administrator)
    assert f"{second_administrator}さんに確認されました。" in notice.body
    assert "/personnel/requests/" in notice.body.splitlines()[-1]
