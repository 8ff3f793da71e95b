"""How an auditor finds entries, reads them in Japanese, and takes them along."""

import ast
import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry
from audit.words import LABELS, LEFT_OUT, details
from broadcasts import stops
from posts.models import Post
from tests.audit.forging import write_down
from tests.audit.test_audit_page import links, opened, rows
from tests.office import ask_approval
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

PROJECT: Final = Path(__file__).parent.parent.parent
APPS: Final = ("accounts", "approvals", "broadcasts", "posts")


def exported(client: Client, **query: str) -> list[list[str]]:
    response = client.get(reverse("audit_export"), query)
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_a_post_is_called_by_its_title_and_leads_to_its_page(
    drafter: Staff, as_auditor: Client
) -> None:
    post = ask_approval(drafter).post
    page = opened(as_auditor)
    assert "投稿「開庁時間のお知らせ」" in rows(page)[0]
    assert links(page)["投稿「開庁時間のお知らせ」"] == post.get_absolute_url()
    assert "posts.post" not in page.words


def test_a_stop_is_called_by_its_time_and_leads_to_its_page(
    drafter: Staff, as_auditor: Client
) -> None:
    stops.stop_everything(actor=drafter)
    found = links(opened(as_auditor))
    (name,) = (name for name in found if name.endswith("の緊急停止") and "記録" not in name)
    assert found[name] == reverse("stop")


@pytest.mark.parametrize("target", ["posts.post:999", "posts.post:x", f"posts.post:{2**70}", "?:1"])
def test_what_is_no_more_is_named_all_the_same(
    target: str, drafter: Staff, as_auditor: Client
) -> None:
    trail.record(Action.POST_EDITED, target=target, actor=drafter.as_actor(), detail={})
    assert trail_name(target) in rows(opened(as_auditor))[0]


def trail_name(target: str) -> str:
    return target.replace("posts.post:", "投稿 ")


def test_a_page_asks_the_database_as_often_for_fifty_entries_as_for_one(
    drafter: Staff, as_auditor: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        Post.objects.create(title=f"{number}", section=drafter.section, drafter=drafter)
    for post in Post.objects.all():
        trail.record(Action.POST_CREATED, target=post, actor=drafter.as_actor(), detail={})
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert len(rows(opened(as_auditor))) == 20


def test_facts_are_read_in_japanese_and_empty_ones_are_left_out(drafter: Staff) -> None:
    entry = trail.record(
        Action.STEP_UP_REFUSED,
        target=drafter,
        actor=drafter.as_actor(),
        detail={
            "action": "approve",
            "target": "x",
            "reason": "expired",
            "why": "",
            "http_status": None,
            "arrived": False,
        },
    )
    assert details(entry) == [
        ("操作", "承認"),
        ("理由", "画面の期限切れ"),
        ("届いていたか", "届いていなかった"),
    ]


def test_every_fact_that_is_recorded_has_a_japanese_name() -> None:
    found = {
        key.value
        for app in APPS
        for file in (PROJECT / app).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for key in _keys_of_details(node)
    }
    assert {"reason", "digest", "attempt", "outcome", "why"} <= found
    assert found - set(LABELS) - LEFT_OUT == set()


def test_entries_are_found_by_person(drafter: Staff, colleague: Staff, as_auditor: Client) -> None:
    write_down(drafter, 2)
    write_down(colleague, 1)
    assert len(rows(opened(as_auditor, who="工藤"))) == 2
    assert len(rows(opened(as_auditor, who="観光課"))) == 3


def test_entries_are_found_by_day(drafter: Staff, as_auditor: Client) -> None:
    today = timezone.localdate()
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        write_down(drafter, 1)
    write_down(drafter, 1)
    before = str(today - timedelta(days=1))
    assert len(rows(opened(as_auditor, since=before))) == 1
    assert len(rows(opened(as_auditor, until=before))) == 1
    assert len(rows(opened(as_auditor, since=str(today), until=str(today)))) == 1


def test_entries_are_found_by_act(drafter: Staff, as_auditor: Client) -> None:
    write_down(drafter, 2)
    ask_approval(drafter)
    found = rows(opened(as_auditor, act=Action.POST_SUBMITTED))
    assert len(found) == 1
    assert "承認依頼" in found[0]


def test_a_day_that_is_none_is_said_at_its_field(drafter: Staff, as_auditor: Client) -> None:
    write_down(drafter, 1)
    for day in ("きのう", "0001-01-01", "9999-12-31"):
        page = opened(as_auditor, since=day)
        assert "日付を、例のように入力してください" in page.errors_at("since")
        assert len(rows(page)) == 1


def test_nothing_found_says_so(drafter: Staff, as_auditor: Client) -> None:
    write_down(drafter, 1)
    assert "条件に合う記録はありません。" in opened(as_auditor, who="だれでもない").words


def test_the_next_page_keeps_what_was_asked_whatever_it_holds(
    drafter: Staff, as_auditor: Client
) -> None:
    odd = "観光課&page=9+ #"
    drafter.section.name = odd
    drafter.section.save()
    write_down(drafter, 51)
    first = opened(as_auditor, who=odd)
    second = Page.of(as_auditor.get(reverse("audit_entries") + links(first)["次のページ"]))
    assert len(rows(second)) == 1
    assert second.value_of("who") == odd


def test_the_newest_number_and_seal_are_shown_with_their_use(
    drafter: Staff, as_auditor: Client
) -> None:
    newest = write_down(drafter, 3)[-1]
    page = opened(as_auditor)
    assert newest.hash in page.words
    assert "この仕組みの外に書き留めておくと" in page.words


def test_the_table_holds_what_was_asked_for_the_oldest_first(
    drafter: Staff, colleague: Staff, as_auditor: Client
) -> None:
    write_down(drafter, 2)
    write_down(colleague, 1)
    heading, *lines = exported(as_auditor, who="工藤")
    assert heading[:6] == ["番号", "日時", "職員", "操作", "対象", "詳細"]
    assert [line[0] for line in lines] == ["1", "2"]
    assert lines[0][3:6] == ["編集", f"職員 {drafter.pk}", "保存の回数：1"]
    assert lines[1][6:8] == [Entry.objects.get(sequence=1).hash, Entry.objects.get(sequence=2).hash]


def test_no_cell_is_a_formula(drafter: Staff, as_auditor: Client) -> None:
    drafter.name = "=HYPERLINK(1)"
    write_down(drafter, 1)
    assert exported(as_auditor)[1][2].startswith("'=")


def test_the_table_is_for_auditors_and_the_account_manager(as_drafter: Client) -> None:
    assert as_drafter.get(reverse("audit_export")).status_code == 403


def _keys_of_details(node: ast.AST) -> list[ast.Constant]:
    """The keys of a dict that is handed on as `detail` or `why`, or made to be."""
    values: list[ast.expr] = []
    if isinstance(node, ast.keyword) and node.arg in {"detail", "why"}:
        values = [node.value]
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        names = node.targets if isinstance(node, ast.Assign) else [node.target]
        values = [node.value] if any(_is_detail(name) for name in names) else []
    elif isinstance(node, ast.FunctionDef) and node.name == "facts":
        values = [
            part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value
        ]
    dicts = [value for value in values if isinstance(value, ast.Dict)]
    return [key for found in dicts for key in found.keys if isinstance(key, ast.Constant)]


def _is_detail(name: ast.expr) -> bool:
    return isinstance(name, ast.Name) and name.id == "detail"
