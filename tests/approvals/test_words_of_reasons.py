"""Reasons are kept for ever: nothing unseen in them, and every file that holds them opens."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Staff
from approvals.models import Decision
from approvals.records.files import as_excel
from approvals.sheets.gathering import sheets_of
from posts.models import Comment, Post
from tests.approvals.acting import browser_of
from tests.office import approve, ask_approval
from tests.posts.emergencies.writing import ask_emergency
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db
UNSEEN = "目に見えない特殊な文字が入っています。"


@pytest.mark.parametrize("unseen", ["\u202e", "\x0b", "\x1b[2J"])
def test_a_reason_that_is_not_what_it_looks_like_is_asked_for_again(
    drafter: Staff, as_manager: Client, unseen: str
) -> None:
    revision = ask_approval(drafter)
    reason = {"rejection-reason": f"不可{unseen}です"}
    page = Page.of(as_manager.post(reverse("approval_rejection", args=[revision.pk]), reason))
    assert UNSEEN in page.words
    assert not Decision.objects.exists()


def test_a_reason_of_two_lines_has_plain_line_breaks(drafter: Staff, as_manager: Client) -> None:
    revision = ask_approval(drafter)
    reason = {"rejection-reason": "一行目\r\n二行目"}
    as_manager.post(reverse("approval_rejection", args=[revision.pk]), reason)
    assert Decision.objects.get().reason == "一行目\n二行目"


def test_a_comment_that_nobody_sees_is_none(drafter: Staff, as_manager: Client) -> None:
    revision = ask_approval(drafter)
    returned = {"reason": "直してください。", "comment-title": "\u200b"}
    as_manager.post(reverse("approval_return", args=[revision.pk]), returned)
    assert Decision.objects.get().reason == "直してください。"
    assert not Comment.objects.exists()


def test_a_report_that_nobody_sees_is_asked_for_again(drafter: Staff, manager: Staff) -> None:
    revision = ask_emergency(drafter, manager)
    approve(revision, manager)
    address = reverse("after_report", args=[revision.pk])
    page = Page.of(browser_of(drafter).post(address, {"what_happened": "\u200b"}))
    assert "経過を入力してください。" in page.words


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"])
def test_what_no_workbook_can_hold_is_named_in_it(
    drafter: Staff, as_manager: Client, character: str
) -> None:
    revision = ask_approval(drafter)
    reason = {"rejection-reason": f"不可{character}です"}
    as_manager.post(reverse("approval_rejection", args=[revision.pk]), reason)
    book = load_workbook(BytesIO(b"".join(as_excel(sheets_of([Post.objects.get()])))))
    (_, row) = book.worksheets[0].iter_rows(values_only=True)
    assert any(f"不可〔U+{ord(character):04X}〕です" in str(cell) for cell in row)
