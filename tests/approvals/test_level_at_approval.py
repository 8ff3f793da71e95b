"""An emergency is approved with its level in sight, and the button names it."""

import pytest
from django.test import Client

from accounts.models import Staff
from posts.kinds.choices import Level
from tests.approvals.acting import look
from tests.approvals.deciding import go_on
from tests.office import ask_approval
from tests.posts.emergencies.writing import ask_emergency
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


def levels(page: Page) -> list[str]:
    return [words_of(one) for one in page.main.iter("div") if "level--one" in one.get("class", "")]


@pytest.mark.parametrize(
    ("level", "name", "button"),
    [
        (Level.EVERYBODY, "警戒レベル4避難指示", "避難指示を30秒後に配信することを承認する"),
        (Level.LIFTED, "解除", "避難情報の解除を30秒後に配信することを承認する"),
    ],
)
def test_both_pages_show_the_level_and_the_button_names_it(
    level: Level, name: str, button: str, drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = ask_emergency(drafter, manager, level)
    page = look(as_manager, revision)
    (first,) = levels(page)
    assert page.words.index(first) < page.words.index("承認を求めています")
    page = Page.of(as_manager.get(go_on(as_manager, revision)))
    (second,) = levels(page)
    assert first.startswith(name)
    assert second == first
    assert button in page.buttons


def test_what_is_no_emergency_shows_no_level(drafter: Staff, as_manager: Client) -> None:
    assert not levels(look(as_manager, ask_approval(drafter)))
