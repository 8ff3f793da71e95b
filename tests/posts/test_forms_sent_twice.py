"""The same form of a 文例 sent twice gives one draft, with what was sent last in it."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Staff
from posts import drafts
from posts.emergencies import writing
from posts.kinds.choices import Level
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.patterns import keeping
from posts.patterns.keeping import NotUsable
from tests.approvals.acting import browser_of
from tests.posts.emergencies.writing import approved_skeleton
from tests.posts.pages import Page
from tests.posts.patterns.addresses import make

pytestmark = pytest.mark.django_db
CLOSED = {"休館日": "12月1日", "電話番号": "0178-46-4040"}


def test_a_district_set_right_before_the_request_is_the_one_that_stands(
    drafter: Staff, manager: Staff
) -> None:
    address = reverse("emergency_new", args=[approved_skeleton(drafter, manager).pk])
    browser = browser_of(drafter)
    form = {
        "origin": Page.of(browser.get(address)).value_of("origin"),
        "level_typed": "避難指示",
        "gap-2": "是川中学校",
    }
    browser.post(address, {**form, "gap-1": "是川地区"})
    browser.post(address, {**form, "gap-1": "南郷地区"})
    post = Post.objects.get()
    assert "南郷地区" in post.text
    assert "是川地区" not in post.text
    assert post.gap_values["地区"] == "南郷地区"


def test_another_level_of_the_same_form_is_refused(drafter: Staff, manager: Staff) -> None:
    everybody = approved_skeleton(drafter, manager)
    save_your_life = approved_skeleton(drafter, manager, Level.SAVE_YOUR_LIFE)
    origin = uuid.uuid4()
    values = {"地区": "是川地区", "避難所": "是川中学校"}
    writing.write(everybody, values, level_typed="避難指示", actor=drafter, origin=origin)
    with pytest.raises(NotUsable):
        writing.write(
            save_your_life, values, level_typed="緊急安全確保", actor=drafter, origin=origin
        )


def test_an_emergency_edited_since_is_not_written_over(drafter: Staff, manager: Staff) -> None:
    pattern = approved_skeleton(drafter, manager)
    known: dict[str, Any] = {"level_typed": "避難指示", "actor": drafter, "origin": uuid.uuid4()}
    values = {"地区": "是川地区", "避難所": "是川中学校"}
    post = writing.write(pattern, values, **known)
    other = {"地区": "南郷地区", "避難所": "南郷中学校"}
    writing.fill_anew(post, other, actor=drafter, version=1, answers={})
    with pytest.raises(ChangedMeanwhile):
        writing.write(pattern, values, **known)


def test_a_notice_set_right_is_the_one_that_stands(drafter: Staff) -> None:
    pattern, origin = make(drafter), uuid.uuid4()
    keeping.write_from(pattern, CLOSED, actor=drafter, origin=origin)
    keeping.write_from(pattern, CLOSED, actor=drafter, origin=origin)
    assert Post.objects.get().version == drafts.FIRST_VERSION
    keeping.write_from(pattern, {**CLOSED, "休館日": "12月8日"}, actor=drafter, origin=origin)
    assert "12月8日" in Post.objects.get().text
