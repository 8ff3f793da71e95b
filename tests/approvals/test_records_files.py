"""決裁の記録 as a file: what stands in it, that no program runs it, and that it is recorded."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Staff
from approvals.records import files
from approvals.records.exporting import export
from approvals.records.files import Format
from approvals.records.period import PeriodForm
from approvals.records.rows import HEAD
from approvals.sheets.gathering import sheets_of
from audit import words as trail_words
from audit.actions import Action
from audit.dates_ja import date_only
from audit.models import Entry
from posts.models import Post
from tests.office import TEXT, approve, ask_approval, bubble, tamper, write

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://evil.example","x")'


@pytest.fixture
def posts(drafter: Staff, manager: Staff) -> list[Post]:
    """Two posts that were decided on, and one under embargo."""
    later = timezone.now() + timedelta(hours=1)
    changes: list[dict[str, Any]] = [
        {"title": "開庁時間"},
        {"title": FORMULA},
        {"title": "秘密の催し", "embargo_until": later, "send_at": later},
    ]
    revisions = [ask_approval(drafter, **more) for more in changes]
    for revision in revisions:
        approve(revision, manager, reason="#N/A")
    return [revision.post for revision in revisions]


def taken(client: Client, file_format: str, **asked: str) -> bytes:
    """The file that a press on the button gives."""
    response = client.post(reverse("approval_records_export"), {"format": file_format, **asked})
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_the_csv_has_a_line_for_each_post_and_no_formula(
    posts: list[Post], as_manager: Client
) -> None:
    content = taken(as_manager, "csv").decode()
    assert content.startswith("\ufeff番号,版,件名,")
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert [row["件名"] for row in rows] == ["開庁時間", f"'{FORMULA}"]
    first = rows[0]
    assert (first["決裁"], first["決裁の資格"]) == ("承認", "アカウント管理者")
    assert first["決裁した職員"] == "田中 恵子（情報政策課）"
    assert first["本人確認"] == "認証アプリ"
    assert TEXT in first["本文"]
    assert "責6" in first["起案者の申告"]


def test_the_workbook_says_the_same_in_cells_of_text(posts: list[Post], as_auditor: Client) -> None:
    book = load_workbook(io.BytesIO(taken(as_auditor, "xlsx")))
    rows = list(book["決裁の記録"].iter_rows())
    assert tuple(cell.value for cell in rows[0]) == HEAD
    assert [row[2].value for row in rows[1:]] == ["開庁時間", f"'{FORMULA}"]
    assert {cell.data_type for row in rows[1:] for cell in row if cell.value} == {"s"}
    assert book["続き"].max_row == 1


def test_what_no_cell_can_hold_goes_on_in_the_second_table(drafter: Staff, manager: Staff) -> None:
    bubbles = [bubble("八戸" * 2400, f"0c4e11a{number}") for number in range(5)]
    revision = ask_approval(drafter, bubbles=bubbles)
    approve(revision, manager, reason="長い\x0bが必要")
    (sheet,) = sheets_of([Post.objects.visible_to(manager).get(pk=revision.post_id)])
    book = load_workbook(io.BytesIO(b"".join(files.as_excel([sheet]))))
    (cells,) = book["決裁の記録"].iter_rows(min_row=2, values_only=True)
    row = dict(zip(HEAD, cells, strict=True))
    assert row["本文"] == "（長いため、シート「続き」にあります）"
    assert row["決裁の理由"] == "長い〔U+000B〕が必要"
    more = list(book["続き"].iter_rows(min_row=2, values_only=True))
    assert {line[1] for line in more} == {"本文"}
    assert "".join(str(line[3]) for line in more).count("八戸") == 12_000


def test_the_json_has_every_field_of_the_sheets(posts: list[Post], as_manager: Client) -> None:
    content = json.loads(taken(as_manager, "json"))
    assert content["form"] == "hachinohe-line/records/1"
    assert [one["facts"]["title"] for one in content["posts"]] == ["開庁時間", FORMULA]
    first = content["posts"][0]
    assert first["wording"]["bubbles"][0]["words"] == TEXT
    assert first["route"][-1]["factor"] == "認証アプリ"
    assert first["facts"]["digest"] == posts[0].revisions.get().digest


@pytest.mark.parametrize("file_format", Format.values)
def test_a_post_under_embargo_is_in_no_file(
    file_format: str, posts: list[Post], as_manager: Client
) -> None:
    content = taken(as_manager, file_format)
    assert "秘密の催し".encode() not in content
    if file_format == Format.EXCEL:
        cells = load_workbook(io.BytesIO(content))["決裁の記録"].iter_rows(values_only=True)
        assert "秘密の催し" not in str(list(cells))


def test_a_correction_under_embargo_is_named_in_no_file(
    posts: list[Post], drafter: Staff, as_manager: Client
) -> None:
    correction = write(drafter, title="秘密の訂正")
    tamper(
        "UPDATE posts_post SET kind = 'correction', original_id = %s, send_at = NULL,"
        " embargo_until = now() + interval '1 day' WHERE id = %s",
        [posts[0].pk, correction.pk],
    )
    assert "秘密の訂正" not in taken(as_manager, "csv").decode()


@pytest.mark.parametrize("who", ["drafter", "administrator", "deputy", "reviewer"])
def test_nobody_else_takes_records_along(who: str, request: pytest.FixtureRequest) -> None:
    form = PeriodForm({})
    assert form.is_valid()
    with pytest.raises(PermissionDenied):
        export(form, actor=request.getfixturevalue(who), file_format=Format.CSV)
    assert not Entry.objects.filter(action=Action.RECORDS_EXPORTED).exists()


def test_the_trail_says_who_took_what_along(posts: list[Post], as_auditor: Client) -> None:
    today = timezone.localdate().isoformat()
    taken(as_auditor, "csv", by="decided", since=today, until=today, category="3")
    entry = Entry.objects.get(action=Action.RECORDS_EXPORTED)
    assert entry.actor_label == "山田 隆（行政管理課）"
    facts = dict(trail_words.details(entry))
    assert facts["行の数"] == "2"
    assert facts["解禁前のため除いた数"] == "1"
    day = date_only(timezone.localdate())
    assert (facts["開始日"], facts["最後の日"]) == (day, day)
    assert facts["分類"] == "八戸らしい地域情報"
    assert all(not name.isascii() for name in facts)


@pytest.mark.parametrize("sent", [{"format": "exe"}, {}, {"format": "csv", "since": "きのう"}])
def test_what_cannot_be_understood_leads_back_and_takes_nothing_along(
    sent: dict[str, str], as_manager: Client
) -> None:
    response = as_manager.post(reverse("approval_records_export"), sent)
    assert response["Location"] == reverse("approval_records")
    assert not Entry.objects.filter(action=Action.RECORDS_EXPORTED).exists()


@pytest.mark.parametrize("file_format", Format)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    file_format: Format, posts: list[Post], drafter: Staff, manager: Staff
) -> None:
    few = _queries(manager, file_format)
    more = [ask_approval(drafter, title=f"案件{number}") for number in range(9)]
    for revision in more:
        approve(revision, manager)
    tamper("UPDATE posts_post SET embargo_until = NULL", [])
    assert _queries(manager, file_format) == few
    assert few < 20


def _queries(manager: Staff, file_format: Format) -> int:
    form = PeriodForm({})
    assert form.is_valid()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert b"".join(export(form, actor=manager, file_format=file_format))
    return len(seen)
