"""Every page of sign-in is sound HTML, says what it is, and offers a way out."""

from collections.abc import Callable
from html.parser import HTMLParser

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, tanaka
from tests.accounts.sign_in import NEW_PASSWORD, choose_password, enrol, sign_in, type_password


def _login(client: Client) -> str:
    return client.get(reverse("account_login")).content.decode()


def _login_refused(client: Client) -> str:
    return type_password(client, tanaka(), "wrong").content.decode()


def _code(client: Client) -> str:
    staff = tanaka()
    enrol(staff)
    type_password(client, staff, PASSWORD)
    return client.get(reverse("account_code")).content.decode()


def _code_refused(client: Client) -> str:
    _code(client)
    return client.post(reverse("account_code"), {"code": "12"}).content.decode()


def _password(client: Client) -> str:
    type_password(client, newcomer(), TEMPORARY)
    return client.get(reverse("account_first_password")).content.decode()


def _password_refused(client: Client) -> str:
    _password(client)
    return choose_password(client, "short").content.decode()


def _authenticator(client: Client) -> str:
    _password(client)
    choose_password(client, NEW_PASSWORD)
    return client.get(reverse("account_enrol")).content.decode()


def _suspended(client: Client) -> str:
    return client.get(reverse("account_inactive")).content.decode()


def _logout(client: Client) -> str:
    sign_in(client, tanaka())
    return client.get(reverse("account_logout")).content.decode()


STEPS = [_code, _code_refused, _password, _password_refused, _authenticator]
PAGES = [_login, _login_refused, *STEPS, _suspended, _logout]
Page = Callable[[Client], str]


class _Seen(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("page", PAGES)
def test_it_is_sound_html_with_one_heading(client: Client, page: Page) -> None:
    html = page(client)
    html5lib.HTMLParser(strict=True).parse(html)
    seen = _Seen(html)
    assert len(seen.all("h1")) == 1
    assert seen.all("html") == [{"lang": "ja"}]
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_it_keeps_to_the_content_security_policy(client: Client, page: Page) -> None:
    seen = _Seen(page(client))
    assert all("style" not in attributes for _, attributes in seen.tags)
    assert all("src" in attributes for attributes in seen.all("script"))
    assert seen.all("style") == []


@pytest.mark.parametrize("page", PAGES)
def test_every_field_has_a_label(client: Client, page: Page) -> None:
    seen = _Seen(page(client))
    labelled = {attributes.get("for") for attributes in seen.all("label")}
    shown = [field for field in seen.all("input") if "hidden" not in field]
    fields = [field for field in shown if field.get("type") != "hidden"]
    assert all(field.get("id") in labelled for field in fields)


@pytest.mark.parametrize("page", [_login_refused, _code_refused, _password_refused])
def test_a_refusal_is_announced(client: Client, page: Page) -> None:
    seen = _Seen(page(client))
    assert any(attributes.get("role") == "alert" for _, attributes in seen.tags)


@pytest.mark.parametrize("page", STEPS)
def test_a_step_says_which_it_is_and_offers_a_way_out(client: Client, page: Page) -> None:
    html = page(client)
    assert "手順" in html
    assert "情報政策課" in html
    assert "ログインを中止する" in html
    assert reverse("account_logout") in {form.get("action") for form in _Seen(html).all("form")}


@pytest.mark.parametrize(
    ("page", "step"), [(_code, "手順2／2"), (_password, "手順2／3"), (_authenticator, "手順3／3")]
)
def test_the_steps_are_counted_as_this_person_walks_them(
    client: Client, page: Page, step: str
) -> None:
    assert step in page(client)


def test_the_first_page_reminds_of_secrecy(client: Client) -> None:
    html = _login(client)
    assert "職員がパスワードを尋ねることはありません" in html
    assert "職務上の秘密" in html
    assert "None" not in html


@pytest.mark.parametrize("page", [_code, _authenticator])
def test_the_code_is_asked_in_a_way_that_phones_understand(client: Client, page: Page) -> None:
    (field,) = [
        field
        for field in _Seen(page(client)).all("input")
        if field.get("name") in {"otp_token", "code"}
    ]
    assert field["autocomplete"] == "one-time-code"
    assert field["inputmode"] == "numeric"


def test_the_number_typed_comes_back_and_the_password_does_not(client: Client) -> None:
    html = type_password(client, tanaka(), "not-his-password").content.decode()
    assert 'value="S1001"' in html
    assert "not-his-password" not in html
