"""Whatever form somebody was writing in when the session ended: the words are shown once more."""

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver

from tests.posts.pages import Page

OWN = ("accounts", "approvals", "broadcasts", "media", "personnel", "posts")
PARTS = ("0c4e11a8-text", "answer-1f2e3d4c", "gap-2", "rejection-reason", "endorsement-words")


def _forms(above: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for below in above.__subclasses__():
        if below.__module__.split(".")[0] in OWN:
            yield below
        yield from _forms(below)


def _written() -> set[str]:
    """The names of all boxes of several lines in the forms of the product."""
    assert get_resolver().url_patterns  # every page has been imported, and its forms with it
    return {
        name
        for form in _forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea)
    }


@pytest.mark.django_db
def test_no_box_in_which_people_write_is_forgotten(client: Client) -> None:
    names = sorted(_written() | set(PARTS))
    assert "what_happened" in names
    sent = {name: f"〔{name}〕に書いた言葉" for name in names}
    page = Page.of(client.post("/approvals/", sent))
    assert page.status == 401
    shown = set(re.findall(r"〔([^〕]+)〕に書いた言葉", page.words))
    assert set(names) - shown == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["password", "code", "csrfmiddlewaretoken", "version"])
def test_what_is_no_writing_is_not_shown(name: str, client: Client) -> None:
    answer = client.post("/approvals/", {name: "ひみつ-1234", "reason": "理由です。"})
    assert "理由です。" in answer.content.decode()
    assert "ひみつ-1234" not in answer.content.decode()
