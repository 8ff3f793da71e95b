"""One person opens a way into the office of another: possible, but never unseen."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Notice, Staff
from personnel import credentials, issuing
from tests.personnel.acting import WHY, proof

pytestmark = pytest.mark.django_db


def password(staff: Staff, by: Staff) -> None:
    act = credentials.password_issuance(staff, WHY)
    credentials.issue_password(staff, actor=by, reason=WHY, proof=proof(act, by))


def reset(staff: Staff, by: Staff) -> None:
    act = credentials.factor_reset(staff, WHY)
    credentials.reset_factors(staff, actor=by, reason=WHY, proof=proof(act, by))


def readdress(staff: Staff, by: Staff, email: str = "mine@city.example.jp") -> None:
    new = {"name": staff.name, "email": email, "reason": WHY}
    issuing.correct(staff, actor=by, proof=proof(issuing.correction(staff, **new), by), **new)


Opening = Callable[[Staff, Staff], None]
every_way = pytest.mark.parametrize(
    ("way", "words"),
    [
        (password, "仮パスワードの発行"),
        (reset, "認証手段のリセット"),
        (readdress, "メールアドレスの修正"),
    ],
)


def alarms() -> dict[Staff, Notice]:
    return {one.recipient: one for one in Notice.objects.filter(body__contains="本人に電話で")}


@every_way
def test_the_others_hear_of_it_when_it_is_somebody_who_approves(
    way: Opening, words: str, manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    way(manager, administrator)
    ((who, notice),) = alarms().items()
    assert who == second_administrator
    assert words in notice.subject
    assert all(said in notice.body for said in (str(administrator), "アカウント管理者", WHY))


@every_way
def test_the_account_manager_hears_of_it_when_it_is_an_administrator(
    way: Opening, words: str, manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    way(second_administrator, administrator)
    assert alarms().keys() == {manager}


@every_way
def test_of_a_drafter_nobody_needs_to_hear(
    way: Opening, words: str, drafter: Staff, manager: Staff, administrator: Staff
) -> None:
    way(drafter, administrator)
    assert alarms() == {}


def test_a_name_alone_opens_nothing(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    readdress(manager, administrator, manager.email)
    assert alarms() == {}


def test_the_mail_leads_to_a_page_that_its_reader_may_open(
    drafter: Staff, manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    password(second_administrator, administrator)
    (told,) = alarms().values()
    assert told.body.rstrip().endswith(f"{settings.SITE_URL}{reverse('audit_entries')}")
    password(manager, administrator)
    told = alarms()[second_administrator]
    page = reverse("personnel_person", args=[manager.pk])
    assert told.body.rstrip().endswith(f"{settings.SITE_URL}{page}")
