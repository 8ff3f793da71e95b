"""What a save of the editor leaves behind: one post, written down once, whatever was pressed."""

import uuid
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Contribution, Post
from posts.submission import submit
from tests.office import content, out_of_office, write
from tests.posts.editor import BODY, opened, press, response_to, typed
from tests.posts.racing import at_once

pytestmark = pytest.mark.django_db


def test_the_first_save_makes_a_draft_of_the_drafters_section(
    drafter: Staff, as_drafter: Client
) -> None:
    fields = typed()
    page = press(as_drafter, "save", fields)
    post = Post.objects.get()
    assert page.headings == ["投稿を編集"]
    assert (post.drafter, post.section, post.status) == (drafter, drafter.section, Status.DRAFT)
    shown = opened(as_drafter, post)
    assert {name: shown[name] for name in fields} == fields
    assert [entry.action for entry in trail.history_of(post)] == [Action.POST_CREATED]
    assert Contribution.objects.get().kind == Contribution.Kind.CREATED


def test_going_on_leads_to_the_page_with_the_request_for_approval(as_drafter: Client) -> None:
    page = press(as_drafter, "confirm", typed())
    assert page.headings == ["八戸三社大祭の交通規制"]
    assert "承認の依頼へ進む" in page.buttons


def test_a_second_press_makes_no_second_post(as_drafter: Client) -> None:
    fields = typed()
    first = response_to(as_drafter, "save", fields)
    second = response_to(as_drafter, "save", fields)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == Contribution.objects.count() == 1
    assert Post.objects.get().version == 1


def test_what_was_corrected_before_the_second_press_is_kept(as_drafter: Client) -> None:
    fields = typed()
    press(as_drafter, "save", fields)
    page = press(as_drafter, "save", {**fields, BODY: "直した本文です。"})
    post = Post.objects.get()
    assert post.text == page.value_of(BODY) == "直した本文です。"
    assert [entry.action for entry in trail.history_of(post)] == [
        Action.POST_CREATED,
        Action.POST_EDITED,
    ]


def test_a_form_from_before_somebody_elses_edit_overwrites_nothing(
    as_drafter: Client, colleague: Staff
) -> None:
    fields = typed()
    press(as_drafter, "save", fields)
    theirs = content(text="同僚が直した本文です。")
    drafts.edit(Post.objects.get(), actor=colleague, version=1, fields=theirs)
    page = press(as_drafter, "save", {**fields, BODY: "古い画面で直した本文です。"})
    assert "観光課の小笠原 葵さんがこの投稿を保存しました" in page.words
    assert page.value_of(BODY) == "古い画面で直した本文です。"
    assert Post.objects.get().text == "同僚が直した本文です。"


def test_a_form_from_before_the_submission_changes_nothing(
    drafter: Staff, as_drafter: Client
) -> None:
    fields = typed()
    press(as_drafter, "save", fields)
    submit(Post.objects.get(), actor=drafter, version=1, declared=EVERYTHING)
    page = press(as_drafter, "save", {**fields, BODY: "承認を受けない本文です。"})
    assert page.status == 403
    assert Post.objects.get().text == fields[BODY]


def test_line_ends_of_browsers_become_line_feeds(as_drafter: Client) -> None:
    press(as_drafter, "save", typed(text="一行目\r\n\r\n三行目\rと四行目\r\n"))
    post = Post.objects.get()
    assert post.text == "一行目\n\n三行目\nと四行目"
    assert opened(as_drafter, post)[BODY] == post.text


def test_a_text_may_begin_with_an_empty_line_and_with_spaces(as_drafter: Client) -> None:
    press(as_drafter, "save", typed(text="\n\u3000字下げした本文です。"))
    post = Post.objects.get()
    assert post.text == "\n\u3000字下げした本文です。"
    assert opened(as_drafter, post)[BODY] == post.text


def test_every_later_save_is_recorded_with_its_number(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    for number in (2, 3):
        press(as_drafter, "save", {**opened(as_drafter, post), "title": f"第{number}稿"}, post)
    entry = trail.history_of(post).last()
    assert entry is not None
    assert (entry.action, entry.detail) == (Action.POST_EDITED, {"version": 3})
    assert Post.objects.get().title == "第3稿"
    assert list(post.contributors()) == [drafter]


@pytest.mark.parametrize("who", ["auditor", "newcomer"])
def test_only_drafters_make_posts(who: str, auditor: Staff, as_auditor: Client) -> None:
    if who == "newcomer":
        out_of_office(auditor)
    with pytest.raises(PermissionDenied):
        drafts.create(actor=auditor, origin=uuid.uuid4(), fields=content())
    assert press(as_auditor, "save", typed()).status == 403
    assert not Post.objects.exists()


def test_nobody_takes_over_a_post_by_sending_the_mark_of_its_form(
    drafter: Staff, outsider: Staff
) -> None:
    post = write(drafter)
    with pytest.raises(PermissionDenied):
        drafts.create(actor=outsider, origin=post.origin, fields=content(text="乗っ取り"))


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_instant_make_one_post(drafter: Staff) -> None:
    fields, origin = content(), uuid.uuid4()
    press_once = partial(drafts.create, actor=drafter, origin=origin, fields=fields)
    made = at_once([press_once] * 6)
    assert {post.pk for post in made} == {Post.objects.get().pk}
    assert Contribution.objects.count() == 1
    assert [entry.action for entry in trail.history_of(made[0])] == [Action.POST_CREATED]
