"""What a person sees when something goes wrong: one heading, in Japanese, and how to go on."""

import re
from typing import Final

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path
from pytest_django import Settings

from accounts.models import Staff
from hachinohe_line import errors
from hachinohe_line import urls as real
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.editor import typed
from tests.posts.pages import Page, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@login_not_required
def breaks(request: HttpRequest) -> HttpResponse:
    """A page with a mistake in it."""
    raise OperationalError("the server closed the connection unexpectedly")


@login_not_required
def refuses(request: HttpRequest) -> HttpResponse:
    """A page that refuses without a word."""
    raise PermissionDenied


urlpatterns = [*real.urlpatterns, path("breaks/", breaks), path("refuses/", refuses)]

NOTHING_CHANGED: Final = "何も変更していません。"


@pytest.fixture
def stranger() -> Client:
    """Somebody without a session; a mistake in the server is answered, not raised."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def assert_is_error_page(response: object, status: int, heading: str) -> Page:
    seen = Page.of(response)
    assert seen.status == status
    assert seen.headings == [heading]
    assert seen.root.get("lang") == "ja"
    (title,) = seen.root.iter("title")
    assert (title.text or "").startswith(heading)
    assert "ホームへ戻る" in seen.buttons
    # No English words, but the name of LINE and the number of an error.
    words = re.sub(r"LINE|[0-9a-f]{8}", "", seen.words)
    assert re.findall("[A-Za-z]{3,}", words) == []
    return seen


@pytest.mark.parametrize("method", ["get", "post"])
def test_400_for_a_request_that_cannot_be_read(method: str, stranger: Client) -> None:
    response = getattr(stranger, method)("/login/", headers={"host": "evil.example.jp"})
    seen = assert_is_error_page(response, 400, "受け付けられない内容でした")
    assert NOTHING_CHANGED in seen.words
    assert "evil" not in seen.words


def test_400_for_a_form_with_far_too_many_fields(as_drafter: Client) -> None:
    response = as_drafter.post("/posts/new/", {f"field{number}": "" for number in range(1001)})
    assert_is_error_page(response, 400, "受け付けられない内容でした")
    assert not Post.objects.exists()


def test_403_says_why(as_drafter: Client) -> None:
    seen = assert_is_error_page(as_drafter.get("/audit/"), 403, "この操作はできません")
    assert "監査記録を見られるのは、監査者とアカウント管理者です。" in seen.words
    assert NOTHING_CHANGED in seen.words


def test_403_without_a_reason_has_one(stranger: Client) -> None:
    seen = assert_is_error_page(stranger.get("/refuses/"), 403, "この操作はできません")
    assert "この操作に必要な役割がありません。" in seen.words


@pytest.mark.parametrize("address", ["/nowhere/", "/posts/x/", "/admin/", "/<script>/"])
def test_404_for_strangers(address: str, stranger: Client) -> None:
    seen = assert_is_error_page(stranger.get(address), 404, "ページが見つかりません")
    assert "script" not in seen.words


def test_404_for_a_post_that_is_not_there(as_drafter: Client) -> None:
    response = as_drafter.get("/posts/999999/")
    seen = assert_is_error_page(response, 404, "ページが見つかりません")
    assert "投稿への影響はありません" in seen.words


def test_405_for_an_address_that_only_a_button_uses(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter)
    response = as_drafter.get(f"/posts/{post.pk}/reopening/")
    seen = assert_is_error_page(response, 405, "この開き方はできません")
    assert NOTHING_CHANGED in seen.words
    assert response["Allow"] == "POST"
    assert Post.objects.get().status == post.status


def test_413_for_more_than_is_taken(as_drafter: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = as_drafter.post("/posts/new/", typed())
    seen = assert_is_error_page(response, 413, "送る内容が大きすぎます")
    assert NOTHING_CHANGED in seen.words
    assert not Post.objects.exists()


def test_503_says_until_when_and_that_sending_goes_on(
    as_drafter: Client, settings: Settings
) -> None:
    settings.MAINTENANCE_NOTICE = "4月29日（木・祝）18時まで点検しています。"
    seen = Page.of(as_drafter.get("/"))
    assert (seen.status, seen.headings) == (503, ["点検のため停止しています"])
    assert settings.MAINTENANCE_NOTICE in seen.words
    assert "承認されたとおりに配信します" in seen.words
    assert as_drafter.post("/posts/new/", typed()).status_code == 503
    assert not Post.objects.exists()
    assert as_drafter.get("/healthz").status_code == 200


@pytest.mark.parametrize("address", ["/breaks/", "/refuses/", "/nowhere/"])
def test_every_error_has_a_number_that_is_in_the_log(
    address: str, stranger: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    seen = [Page.of(stranger.get(address)).words for _ in range(2)]
    shown = [re.findall(r"エラー番号 ([0-9a-f]{8})", words) for words in seen]
    logged = [line.getMessage() for line in caplog.records if line.name == "hachinohe_line.errors"]
    assert [len(numbers) for numbers in shown] == [1, 1]
    assert shown[0] != shown[1]
    for (number,), message in zip(shown, logged, strict=True):
        assert number in message
        assert address in message


def test_500_tells_the_log_what_broke_and_nobody_else(
    stranger: Client, caplog: pytest.LogCaptureFixture
) -> None:
    seen = assert_is_error_page(stranger.get("/breaks/"), 500, "処理を完了できませんでした")
    assert "履歴" in seen.words
    assert "OperationalError" not in seen.words
    (line,) = (line for line in caplog.records if line.name == "django.request")
    assert line.exc_info is not None
    assert line.exc_info[0] is OperationalError


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 503])
def test_a_page_of_error_needs_neither_database_nor_session(status: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = errors.error_page(RequestFactory().get("/breaks/"), status)
    assert len(queries) == 0
    assert len(Page.of(response).headings) == 1
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"


def test_500_in_production_does_not_call_it_practice(stranger: Client, settings: Settings) -> None:
    settings.STAGE = "production"
    assert "練習用の環境" not in Page.of(stranger.get("/breaks/")).words
    assert "練習用の環境" not in Page.of(stranger.get("/nowhere/")).words


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_error_says_whom_to_call(status: int, settings: Settings) -> None:
    settings.CONTACT = "情報政策課 内線1234"
    response = errors.error_page(RequestFactory().get("/breaks/"), status)
    assert "情報政策課 内線1234へお問い合わせください。" in Page.of(response).words
    assert "情報政策課 内線1234" in words_of(Page.of(response).main)


def test_every_page_says_whom_to_call(
    as_drafter: Client, client: Client, settings: Settings
) -> None:
    settings.CONTACT = "広報統計課 内線5678"
    for response in (as_drafter.get("/"), client.get("/login/")):
        assert "広報統計課 内線5678へお問い合わせください。" in Page.of(response).words


def test_a_form_from_elsewhere_is_refused_with_advice(stranger: Client) -> None:
    response = stranger.post("/login/", {"login": "1001", "password": "x"})
    seen = assert_is_error_page(response, 403, "もう一度お試しください")
    assert NOTHING_CHANGED in seen.words


def test_a_form_of_a_signed_in_person_needs_its_token_too(drafter: Staff) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, drafter)
    response = client.post("/posts/new/", {"title": "よそから送られた投稿"})
    assert_is_error_page(response, 403, "もう一度お試しください")
    assert not Post.objects.exists()
