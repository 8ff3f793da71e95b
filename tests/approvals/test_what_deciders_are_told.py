"""Who decides is told what they can do themselves, and nothing that only a drafter can."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals.facts_found import only_fact
from tests.approvals.acting import away, browser_of, look, press
from tests.office import ask_approval, out_of_office, schedule, write
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

TEXT = "館鼻岸壁朝市を開きます。日曜日の夜明けから始まります。暖かい服装でお越しください。"


def test_the_fact_is_kept_and_the_demand_is_not() -> None:
    fact = "4月2日に配信した「市。民」と同じ内容です。"
    assert only_fact(f"{fact}もう一度配信する理由を答えてください。") == fact
    assert only_fact("番号を確かめてください。") == "番号を確かめてください。"


def test_a_repetition_is_linked_and_asks_for_no_answer(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = ask_approval(drafter, title="朝市", text=TEXT)
    send_at = timezone.now() + timedelta(hours=2)
    other = schedule(drafter, manager, send_at=send_at, title="先の朝市", text=TEXT)
    response = as_manager.get(reverse("approval", args=[revision.pk]))
    page = Page.of(response)
    assert "「先の朝市」と同じ内容です。" in page.words
    assert "答えてください" not in page.words
    assert "この点を確かめてから承認してください。直すときは差し戻してください。" in page.words
    links = {one.get("href") for one in page.main.iter("a") if "を見る" in "".join(one.itertext())}
    assert other.get_absolute_url() in links


def test_the_time_is_changed_only_where_somebody_else_could_decide(
    drafter: Staff, manager: Staff, as_manager: Client, deputy: Staff
) -> None:
    revision = ask_approval(drafter)
    assert "日時を変える" in look(as_manager, revision).buttons
    out_of_office(deputy)
    assert "日時を変える" not in look(as_manager, revision).buttons


def test_a_manager_who_is_registered_as_away_is_told_so(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = ask_approval(drafter)
    assert "不在として登録されています" not in look(as_manager, revision).words
    away(manager)
    words = look(browser_of(manager), revision).words
    assert "不在として登録されています。その間は、代決者も承認できます。" in words


def test_after_a_rejection_the_post_is_named(drafter: Staff, as_manager: Client) -> None:
    revision = ask_approval(drafter, title="商店の売出し")
    page = press(as_manager, "approval_rejection", revision, **{"rejection-reason": "宣伝です。"})
    assert "「商店の売出し」を却下しました。" in page.words


def test_when_it_goes_out_is_asked_as_something_required(
    drafter: Staff, as_drafter: Client
) -> None:
    page = Page.of(as_drafter.get(reverse("post_schedule", args=[write(drafter).pk])))
    assert "いつ配信するか ※必須" in page.words
