"""The page of a 決裁票: who sees it, from where it is reached, and what it says."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.approvals.sheets import said, sheet_of
from tests.office import TEXT, approve, ask_approval, tamper, write
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def sheet_page(client: Client, post: Post) -> Page:
    return Page.of(client.get(reverse("post_sheet", args=[post.pk])))


def test_it_says_on_screen_what_it_says_on_paper(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = ask_approval(drafter)
    approve(revision, manager)
    page = sheet_page(as_manager, revision.post)
    assert page.headings == ["決裁票 開庁時間のお知らせ"]
    for heading, words in said(sheet_of(revision.post, manager)).items():
        assert heading in page.words
        lines = [line.partition("：")[2] for line in words.splitlines()]
        assert [line for line in lines if " ".join(line.split()) not in page.words] == []
    assert " ".join(TEXT.split()) in page.words


def test_the_post_leads_to_it_as_soon_as_it_is_decided(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    revision = ask_approval(drafter)
    address = reverse("post", args=[revision.post_id])
    assert "決裁票" not in Page.of(as_drafter.get(address)).buttons
    approve(revision, manager)
    assert "決裁票" in Page.of(as_drafter.get(address)).buttons


def test_there_is_none_of_a_draft_that_nobody_was_asked_about(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    for view in ("post_sheet", "post_sheet_pdf"):
        assert as_drafter.get(reverse(view, args=[post.pk])).status_code == 404


@pytest.mark.parametrize("view", ["post_sheet", "post_sheet_pdf"])
def test_under_embargo_it_is_seen_by_those_who_see_the_post(
    view: str, drafter: Staff, outsider: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    later = timezone.now() + timedelta(hours=1)
    revision = ask_approval(drafter, embargo_until=later, send_at=later)
    address = reverse(view, args=[revision.post_id])
    assert as_drafter.get(address).status_code == as_auditor.get(address).status_code == 200
    stranger = Client()
    sign_in(stranger, outsider)
    assert stranger.get(address).status_code == 404


def test_a_correction_under_embargo_is_not_named_to_others(drafter: Staff, outsider: Staff) -> None:
    original, correction = ask_approval(drafter).post, write(drafter, title="訂正の案")
    later = timezone.now() + timedelta(days=1)
    tamper("UPDATE posts_post SET status = 'sent' WHERE id = %s", [original.pk])
    tamper(
        "UPDATE posts_post SET kind = 'correction', original_id = %s, origin = %s,"
        " send_at = NULL, embargo_until = %s WHERE id = %s",
        [original.pk, uuid.uuid4(), later, correction.pk],
    )
    assert [one.title for one in sheet_of(original, drafter).related] == ["訂正の案"]
    assert sheet_of(original, outsider).related == ()
