"""The living page of the design: there for those who build pages, absent everywhere else."""

from collections.abc import Iterator
from importlib import import_module, reload

import pytest
from django.test import Client
from django.urls import clear_url_caches, reverse
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import listen, seen_by
from tests.browser.faults import faults_of, faults_of_markup


@pytest.fixture
def debugging(settings: Settings) -> Iterator[None]:
    settings.DEBUG = True
    _read_addresses_again()
    yield
    settings.DEBUG = False
    _read_addresses_again()


def _read_addresses_again() -> None:
    reload(import_module("hachinohe_line.urls"))
    clear_url_caches()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.usefixtures("debugging", "transactional_db")
def test_every_component_in_every_state_is_accessible(
    chromium: Browser, live_server: LiveServer, width: int
) -> None:
    context = seen_by(chromium, live_server, None, viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints = listen(page)
    response = page.goto(reverse("design"))
    assert faults_of_markup(response) + faults_of(page) + complaints == []
    for part in (".header .nav", ".tasks__item", ".history li", "#conflict ins", "#offline-sample"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_text(
        ["内容", "配信先・日時", "確認", "承認を依頼"]
    )
    page.get_by_role("button", name="ダイアログを開く").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("button", name="閉じる").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    context.close()


@pytest.mark.django_db
def test_without_debug_there_is_no_such_page(client: Client) -> None:
    assert client.get("/design/").status_code == 404
