"""What is typed into the gap of an emergency leads nobody anywhere, and stays short."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts.declaration import OF_AN_EMERGENCY
from posts.readiness import what_holds_back
from posts.submission import NotReady, submit
from tests.approvals.acting import browser_of
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import approved_skeleton, write_emergency
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db
REFUSED = [
    ("八戸市全域。https://evil.example.com/x を見てください", "アドレス"),
    ("ｅｖｉｌ．ｅｘａｍｐｌｅ．ｃｏｍを見てください", "アドレス"),
    ("電話0178-43-2111へ振り込んでください", "電話番号"),
    ("０１７８４３２１１１に電話", "電話番号"),
    ("43-2111に電話", "電話番号"),
    ("あ" * 61, "60文字以内"),
]


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_it_is_not_submitted(words: str, why: str, drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter, 地区=words)
    answer_all(post, drafter)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=OF_AN_EMERGENCY)
    assert why in refused.value.problems["gap-1"]


@pytest.mark.parametrize(
    "words", ["是川1丁目から3丁目、中居林地区", "新井田川沿いの12町内", "あ" * 60]
)
def test_names_of_places_may_stand_there(words: str, drafter: Staff, manager: Staff) -> None:
    post = write_emergency(approved_skeleton(drafter, manager), drafter, 地区=words)
    assert "gap-1" not in what_holds_back(post, at=timezone.now())


def test_the_form_says_so_at_the_field(drafter: Staff, manager: Staff) -> None:
    pattern = approved_skeleton(drafter, manager)
    sent = {"gap-1": REFUSED[0][0], "gap-2": "是川中学校", "level_typed": "避難指示"}
    page = Page.of(browser_of(drafter).post(reverse("emergency_new", args=[pattern.pk]), sent))
    assert "アドレス" in page.errors_at("gap-1")
