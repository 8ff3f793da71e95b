"""Errors that Django answers without a page, and maintenance: a page of ours in each case."""

import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from accounts.models import Staff
from hachinohe_line import urls as real
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@login_not_required
def limited(request: HttpRequest) -> HttpResponse:
    """What a rate limit answers."""
    return HttpResponse("Too many requests", status=429, headers={"Retry-After": "300"})


urlpatterns = [*real.urlpatterns, path("limited/", limited)]


def assert_numbered(response: object, status: int, heading: str, log: str) -> Page:
    seen = Page.of(response)
    assert seen.status == status
    assert seen.headings == [heading]
    (number,) = re.findall(r"エラー番号 ([0-9a-f]{8})", seen.words)
    assert f"error number {number}: {status}" in log
    return seen


def test_a_page_for_buttons_only_says_that_nothing_was_changed(
    drafter: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    post, client = write(drafter), Client()
    sign_in(client, drafter)
    response = client.get(f"/posts/{post.pk}/reopening/")
    seen = assert_numbered(response, 405, "この開き方はできません", caplog.text)
    assert response["Allow"] == "POST"
    assert "何も変更していません。" in seen.words


def test_too_much_at_once_says_so(
    drafter: Staff, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client()
    sign_in(client, drafter)
    response = client.post("/posts/new/", {"text": "あ" * 1000})
    assert_numbered(response, 413, "送る内容が大きすぎます", caplog.text)


def test_a_limit_says_how_to_go_on(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = client.get("/limited/")
    seen = assert_numbered(response, 429, "操作が続いたため、受付けを止めています", caplog.text)
    assert "5分ほど待ってから" in seen.words
    assert response["Retry-After"] == "300"


def test_in_maintenance_every_page_says_until_when_and_health_stays_known(
    client: Client, settings: Settings
) -> None:
    settings.MAINTENANCE_NOTICE = "11月25日（水）20:00まで、点検のため停止します。"
    seen = Page.of(client.get("/"))
    assert seen.status == 503
    assert "11月25日（水）20:00まで" in seen.words
    assert "予約した投稿は、承認されたとおりに配信します。" in seen.words
    assert client.get("/healthz").status_code == 200


def test_pages_stay_out_of_shared_caches(client: Client) -> None:
    assert "private" in client.get("/login/")["Cache-Control"]
    assert client.get("/nothing/here/")["Cache-Control"] in {"no-store", "private, no-cache"}
