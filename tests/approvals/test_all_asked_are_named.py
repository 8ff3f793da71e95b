"""An emergency waits for anybody who may decide: each of them is named, not only the first."""

import pytest
from django.test import Client

from accounts.models import Staff
from tests.approvals.acting import browser_of, look
from tests.office import ask_approval
from tests.posts.emergencies.writing import ask_emergency
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

MANAGER, DEPUTY = "情報政策課の田中 恵子さん", "情報政策課の石田 浩さん"


def test_of_an_emergency_everyone_who_was_asked(
    drafter: Staff, manager: Staff, deputy: Staff, auditor: Staff, as_drafter: Client
) -> None:
    revision = ask_emergency(drafter, manager)
    page = Page.of(as_drafter.get(revision.post.get_absolute_url()))
    assert f"{MANAGER}、{DEPUTY}・代決（緊急）の承認を待っています。" in page.words
    first = look(browser_of(auditor), revision)
    (way,) = (one for one in first.main.iter("section") if one.get("aria-labelledby") == "stages")
    assert f"{MANAGER}、{DEPUTY}・代決（緊急）" in words_of(way)
    assert f"いま決裁するのは、{MANAGER}、{DEPUTY}です。" in first.words


def test_of_any_other_post_only_who_was_asked(
    drafter: Staff, manager: Staff, deputy: Staff, as_drafter: Client
) -> None:
    page = Page.of(as_drafter.get(ask_approval(drafter).post.get_absolute_url()))
    assert f"{MANAGER}の承認を待っています。" in page.words
    assert DEPUTY not in page.words
