"""What a file may not do, said at the row and column where it tries to."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Section, Staff
from accounts.step_up import StepUpRefused
from personnel.acts import Proof
from personnel.staff_files import applying
from tests.personnel.acting import days
from tests.personnel.files import row
from tests.personnel.test_applying_files import (
    FIRST,
    LAST,
    kept,
    leaving,
    moving,
    newcomer,
    shown,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(db: None) -> Section:
    return Section.objects.create(name="環境政策課")


def test_nobody_moves_themselves_by_a_file(administrator: Staff, elsewhere: Section) -> None:
    (fault,) = shown(administrator, moving(administrator, 役割="")).faults
    assert "自分自身" in fault.message


def test_a_wrong_digit_retires_nobody_else(administrator: Staff, drafter: Staff) -> None:
    line = row(drafter.staff_number, "別の 人", "退職", 終了日=LAST)
    (fault,) = shown(administrator, line).faults
    assert (fault.column, fault.message) == (
        "氏名",
        f"登録されている氏名（{drafter.name}）と違います。",
    )


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (row("7999", "名", "異動", 課="環境政策課", 開始日=FIRST), "職員番号", "IDはありません"),
        (row("7999", "名", "退職", 終了日=FIRST), "職員番号", "IDはありません"),
        (newcomer(課="ない課"), "課", "「ない課」という課はありません"),
        (newcomer("1001"), "異動区分", "すでに登録されています"),
        (newcomer(役割="アカウント管理者", 開始日=days(0).isoformat()), "役割", "明日以降"),
    ],
)
def test_what_does_not_fit_is_said_at_its_place(
    line: list[str],
    column: str,
    words: str,
    administrator: Staff,
    manager: Staff,
    drafter: Staff,
    elsewhere: Section,
) -> None:
    (fault,) = shown(administrator, line).faults
    assert fault.column == column
    assert words in fault.message


def test_an_account_manager_retires_by_no_file(administrator: Staff, manager: Staff) -> None:
    (fault,) = shown(administrator, leaving(manager)).faults
    assert "後任への引継ぎ" in fault.message


def test_an_account_manager_moves_by_no_file(
    administrator: Staff, manager: Staff, elsewhere: Section
) -> None:
    (fault,) = shown(administrator, moving(manager, 役割="")).faults
    assert fault.column == "開始日"
    assert "後任への引継ぎ" in fault.message


def test_only_an_administrator_and_only_with_the_right_proof(
    administrator: Staff, manager: Staff, drafter: Staff
) -> None:
    with pytest.raises(PermissionDenied):
        kept(manager, newcomer())
    file = kept(administrator, newcomer())
    with pytest.raises(StepUpRefused):
        applying.apply(file, actor=administrator, proof=Proof("no-id", code="000000"))
    assert not Staff.objects.filter(staff_number="7001").exists()
