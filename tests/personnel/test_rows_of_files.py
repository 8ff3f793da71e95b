"""What a row means, and what is said about one that means nothing: in Japanese, at its column."""

from datetime import date

import pytest

from accounts.models import Role
from personnel.staff_files.columns import COLUMNS, Fault
from personnel.staff_files.reading import read
from personnel.staff_files.rows import Row, clean
from tests.personnel.files import as_csv, row


def understood(*lines: list[str]) -> tuple[list[Row], list[Fault]]:
    return clean(read(as_csv(*lines)))


def fault_of(line: list[str]) -> tuple[str, str]:
    rows, faults = understood(line)
    assert rows == []
    assert len(faults) == 1, faults
    assert faults[0].line == 2
    return faults[0].column, faults[0].message


NEW = {
    "課": "観光課",
    "メールアドレス": "a@city.example.jp",
    "役割": "起案者",
    "開始日": "2027-04-01",
}


def test_a_whole_row() -> None:
    (found,), faults = understood(
        row("１２３４", " 工藤　 美咲 ", "新規", **NEW, 終了日="2028-03-31")
    )
    assert faults == []
    assert (found.number, found.name, found.roles) == ("1234", "工藤 美咲", (Role.DRAFTER,))
    assert (found.starts_on, found.ends_on) == (date(2027, 4, 1), date(2028, 3, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2027-04-01",
        "2027/4/1",
        "2027.4.1",
        "2027年4月1日",
        "令和9年4月1日",
        "R9.4.1",
        "２０２７／４／１",
    ],
)
def test_a_day_as_people_write_it(typed: str) -> None:
    (found,), _ = understood(row("1", "名", "新規", **{**NEW, "開始日": typed}))
    assert found.starts_on == date(2027, 4, 1)


@pytest.mark.parametrize(
    "typed", ["2027-04-31", "4月1日", "明日", "27-4-1", "令和9年13月1日", "2027", "9999-12-31"]
)
def test_a_day_that_is_none(typed: str) -> None:
    line = row("1", "名", "退職", 終了日=typed)
    column, message = fault_of(line)
    assert column == "終了日"
    assert "例のように" in message


@pytest.mark.parametrize(
    "typed", ["起案者、監査者", "起案者,監査者", "起案者／監査者", "起案者 監査者"]
)
def test_several_roles_in_one_cell(typed: str) -> None:
    (found,), _ = understood(row("1", "名", "新規", **{**NEW, "役割": typed}))
    assert found.roles == (Role.DRAFTER, Role.AUDITOR)


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"職員番号": ""}, "職員番号", "職員番号を"),
        ({"職員番号": "日本"}, "職員番号", "職員番号を"),
        ({"氏名": ""}, "氏名", "氏名を"),
        ({"氏名": "あ" * 61}, "氏名", "60文字"),
        ({"課": ""}, "課", "課を入力"),
        ({"メールアドレス": ""}, "メールアドレス", "入力してください"),
        ({"メールアドレス": "kudo"}, "メールアドレス", "形になっていません"),
        ({"役割": "市長"}, "役割", "「市長」という役割はありません"),
        ({"開始日": ""}, "開始日", "開始日を入力"),
        ({"終了日": "2027-03-31"}, "終了日", "終了日が開始日より前"),
        ({"異動区分": "転出"}, "異動区分", "「新規」「異動」「退職」"),
    ],
)
def test_what_is_wrong_is_said_at_its_column(
    changed: dict[str, str], column: str, words: str
) -> None:
    cells = {"職員番号": "1", "氏名": "名", "異動区分": "新規", **NEW, **changed}
    found, message = fault_of([cells.get(name, "") for name in COLUMNS])
    assert found == column
    assert words in message


def test_a_transfer_needs_its_day_and_a_retirement_too() -> None:
    assert fault_of(row("1", "名", "異動", 課="観光課"))[0] == "開始日"
    assert fault_of(row("1", "名", "退職"))[0] == "終了日"


def test_the_same_number_twice_is_found() -> None:
    rows, faults = understood(
        row("a1", "名", "新規", **NEW), row("Ａ1", "名", "退職", 終了日="2027-03-31")
    )
    assert [found.line for found in rows] == [2]
    assert faults == [Fault(3, "職員番号", "2行目と同じ職員番号です。")]


def test_every_fault_of_a_file_is_found_at_once() -> None:
    _, faults = understood(row("", "", "転出"), row("2", "名", "新規"))
    assert {fault.line for fault in faults} == {2, 3}
    assert len(faults) >= 6


@pytest.mark.parametrize("kind", ["新規", "異動"])
@pytest.mark.parametrize("deciding", ["代決者", "アカウント管理者"])
def test_nobody_decides_and_administers_by_the_same_row(kind: str, deciding: str) -> None:
    both = {**NEW, "役割": f"システム管理者、起案者、{deciding}"}
    column, message = fault_of(row("1", "名", kind, **both))
    assert column == "役割"
    assert message == f"{deciding}とシステム管理者は兼ねられません。管理と決裁は別の人が行います。"
