"""What `manage.py verify_audit_trail` prints, in Japanese, and how it ends."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import Staff
from audit import trail
from audit.models import Entry
from tests.audit.forging import change, move_head, remove, seal_anew, write_down

pytestmark = pytest.mark.django_db

PROJECT = Path(__file__).parent.parent.parent


def verify(*arguments: str) -> str:
    screen = StringIO()
    call_command("verify_audit_trail", *arguments, stdout=screen)
    return screen.getvalue()


def refused(*arguments: str) -> tuple[str, str]:
    """The error and what was printed before it."""
    screen = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_audit_trail", *arguments, stdout=screen)
    return str(error.value), screen.getvalue()


def test_a_whole_trail_is_said_to_be_whole_with_a_note_to_keep(drafter: Staff) -> None:
    write_down(drafter, 3)
    sequence, seal = trail.head()
    assert verify() == f"監査証跡は正常です（3件）。\n控え: {sequence} {seal}\n"


def test_an_empty_trail_is_whole() -> None:
    assert verify() == f"監査証跡は正常です（0件）。\n控え: 0 {'0' * 64}\n"


def test_the_note_of_one_day_is_the_proof_of_the_next(drafter: Staff) -> None:
    write_down(drafter, 3)
    note = verify().splitlines()[1].removeprefix("控え: ").split()
    write_down(drafter, 3)
    assert "正常です（6件）" in verify("--known", *note)


def test_every_flaw_has_a_line_with_its_number(drafter: Staff) -> None:
    write_down(drafter)
    change(2, "actor_label", "別人")
    remove(4)
    error, screen = refused()
    assert error == "監査証跡に2件の異常があります。"
    assert screen.splitlines() == [
        "2番: 内容が書き換えられています",
        "4番: この番号の記録がありません（削除された疑い）",
    ]


def test_a_rewritten_chain_is_found_with_the_note(drafter: Staff) -> None:
    write_down(drafter)
    note = verify().splitlines()[1].removeprefix("控え: ").split()
    change(2, "actor_label", "別人")
    seal_anew(2, 6)
    move_head(6)
    assert "正常です" in verify()
    error, screen = refused("--known", *note)
    assert error == "監査証跡に1件の異常があります。"
    assert screen == "6番: 控えの値と一致しません（全体が作り直された疑い）\n"


def test_a_note_written_the_wrong_way_round_is_explained(drafter: Staff) -> None:
    write_down(drafter, 1)
    error, screen = refused("--known", trail.head()[1], "1")
    assert error == "--known には、表示された番号と値をこの順に書いてください。"
    assert screen == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("damage", "status"), [(False, 0), (True, 1)])
def test_the_process_ends_with_its_verdict(damage: bool, status: int, drafter: Staff) -> None:
    write_down_committed(drafter)
    if damage:
        remove(2)
    ended = subprocess.run(
        [sys.executable, "manage.py", "verify_audit_trail"],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": _url_of_this_database(), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == status
    assert ("2番: この番号の記録がありません" in ended.stdout) is damage
    assert ("監査証跡に1件の異常があります。" in ended.stderr) is damage
    assert ("監査証跡は正常です（3件）。" in ended.stdout) is not damage


def write_down_committed(staff: Staff) -> None:
    with transaction.atomic():
        write_down(staff, 3)
    assert Entry.objects.count() == 3


def _url_of_this_database() -> str:
    url = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}"))
