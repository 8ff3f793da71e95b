"""Two people let somebody in who can approve or administer: possible, but never unseen."""

from typing import Any, Final

import pytest

from accounts import notices
from accounts.models import Notice, Staff
from personnel import credentials, issuing
from personnel.models import HelpKind
from tests.personnel.acting import WHY, ask_help, confirm_help, proof

pytestmark = pytest.mark.django_db

ADDRESS: Final = {"name": "田中 恵子", "email": "new@city.example.jp"}
every_way = pytest.mark.parametrize(
    ("kind", "more"),
    [(HelpKind.PASSWORD, {}), (HelpKind.FACTORS, {}), (HelpKind.ADDRESS, ADDRESS)],
)


def alarms() -> dict[Staff, Notice]:
    told = Notice.objects.filter(body__contains="操作しました。")
    return {one.recipient: one for one in told}


@every_way
def test_the_account_manager_hears_of_it_when_it_is_a_deputy(
    kind: HelpKind,
    more: dict[str, str],
    manager: Staff,
    deputy: Staff,
    administrator: Staff,
    second_administrator: Staff,
) -> None:
    confirm_help(ask_help(deputy, kind, by=administrator, **more), by=second_administrator)
    ((who, notice),) = alarms().items()
    assert who == manager
    assert kind.label in notice.subject
    said = (str(administrator), str(second_administrator), "代決者", WHY)
    assert all(words in notice.body for words in said)


@every_way
def test_the_person_hears_of_it_as_soon_as_it_is_asked_for(
    kind: HelpKind, more: dict[str, str], manager: Staff, administrator: Staff,
    second_administrator: Staff,
) -> None:  # fmt: skip
    ask_help(manager, kind, by=administrator, **more)
    assert "頼んだ覚えがない" in Notice.objects.get(recipient=manager).body
    (asked,) = Notice.objects.filter(recipient=second_administrator)
    assert "確認してください" in asked.subject


def test_the_address_that_is_left_is_told(
    manager: Staff, administrator: Staff, second_administrator: Staff, mailoutbox: list[Any]
) -> None:
    before = manager.email
    confirm_help(
        ask_help(manager, HelpKind.ADDRESS, by=administrator, **ADDRESS), by=second_administrator
    )
    notices.send_waiting()
    (told,) = [mail for mail in mailoutbox if "変わりました" in mail.subject]
    assert told.to == [before]
    manager.refresh_from_db()
    assert manager.email == "new@city.example.jp"


def test_so_is_that_of_a_drafter_of_whom_nobody_else_needs_to_hear(
    drafter: Staff, manager: Staff, administrator: Staff, mailoutbox: list[Any]
) -> None:
    before, new = drafter.email, {"name": drafter.name, "email": "d@city.example.jp", "reason": WHY}
    opened = proof(issuing.correction(drafter, **new), administrator)
    issuing.correct(drafter, actor=administrator, proof=opened, **new)
    opened = proof(credentials.factor_reset(drafter, WHY), administrator)
    credentials.reset_factors(drafter, actor=administrator, reason=WHY, proof=opened)
    assert {notice.recipient for notice in Notice.objects.all()} == {drafter}
    notices.send_waiting()
    assert mailoutbox[0].to == [before]
    assert mailoutbox[1].to == ["d@city.example.jp"]


def test_a_name_alone_is_corrected_by_one(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    new = {"name": "田中 恵", "email": manager.email, "reason": WHY}
    opened = proof(issuing.correction(manager, **new), administrator)
    issuing.correct(manager, actor=administrator, proof=opened, **new)
    assert manager.name == "田中 恵"
    assert not Notice.objects.exists()
