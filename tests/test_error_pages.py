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
from tests.posts.pages import Page

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


def test_405_names_the_methods_and_changes_nothing(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter)
    response = as_drafter.get(f"/posts/{post.pk}/submission/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert Post.objects.get().status == post.status


def test_500_gives_a_number_that_is_in_the_log(
    stranger: Client, caplog: pytest.LogCaptureFixture
) -> None:
    seen = assert_is_error_page(stranger.get("/breaks/"), 500, "処理を完了できませんでした")
    (number,) = re.findall(r"エラー番号 ([0-9a-f]{8})", seen.words)
    (line,) = (record for record in caplog.records if record.name == "hachinohe_line.errors")
    assert line.getMessage() == f"error number {number}: 500 GET /breaks/"
    assert any(record.exc_info for record in caplog.records if record.name == "django.request")
    assert "OperationalError" not in seen.words


def test_two_errors_have_two_numbers(stranger: Client) -> None:
    first, second = (Page.of(stranger.get("/breaks/")).words for _ in range(2))
    assert first != second


def test_500_needs_neither_database_nor_session(caplog: pytest.LogCaptureFixture) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = errors.server_error(RequestFactory().get("/breaks/"))
    assert len(queries) == 0
    assert_is_error_page(response, 500, "処理を完了できませんでした")


def test_500_in_production_does_not_call_it_practice(stranger: Client, settings: Settings) -> None:
    settings.STAGE = "production"
    assert "練習用の環境" not in Page.of(stranger.get("/breaks/")).words
    assert "練習用の環境" not in Page.of(stranger.get("/nowhere/")).words


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
