"""内容, 配信先・日時, 確認, 承認を依頼: four pages, and going back and forth loses nothing."""

import pytest
from django.test import Client

from accounts.models import Staff
from posts import drafts
from posts.choices import Status
from posts.models import Post
from tests.office import content, write
from tests.posts.editor import BODY, DECLARED, SCHEDULE_FIELDS, opened, press, typed
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def content_of(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in SCHEDULE_FIELDS}


def schedule_of(fields: dict[str, str]) -> dict[str, str]:
    chosen = {name: fields[name] for name in SCHEDULE_FIELDS}
    return {**chosen, "embargo_on": "", "embargo_time": ""}


def test_the_four_steps_one_after_the_other(manager: Staff, as_drafter: Client) -> None:
    fields = typed()
    page = press(as_drafter, "confirm", content_of(fields))
    assert page.headings == ["配信先・日時"]
    post = Post.objects.get()
    sent = {**schedule_of(fields), "version": page.value_of("version"), "confirm": ""}
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", sent, follow=True))
    assert page.headings == [fields["title"]]
    assert "承認の依頼へ進む" in page.buttons
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/submission/"))
    assert page.headings == ["承認を依頼"]
    assert "承認を依頼する" in page.buttons
    asked = {**DECLARED, "version": page.value_of("version")}
    as_drafter.post(f"/posts/{post.pk}/submission/", asked)
    assert Post.objects.get().status == Status.IN_APPROVAL


@pytest.mark.parametrize(
    ("go", "heading"),
    [
        ("content", "投稿を編集"),
        ("check", "八戸三社大祭の交通規制"),
        ("request", "承認を依頼"),
    ],
)
def test_another_step_is_chosen_and_what_was_typed_is_saved(
    go: str, heading: str, drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter, title="八戸三社大祭の交通規制", send_at=None)
    sent = {**schedule_of(typed()), "version": "1", "go": go}
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", sent, follow=True))
    assert page.headings == [heading]
    assert Post.objects.get().send_at is not None


def test_each_page_leaves_the_other_ones_fields_alone(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter)
    before = opened(as_drafter, post)
    press(as_drafter, "save", {**content_of(before), BODY: "直した本文"}, post)
    after = opened(as_drafter, post)
    assert schedule_of(after) == schedule_of(before)
    sent = {**schedule_of(typed(send_time="23:59")), "version": after["version"], "save": ""}
    as_drafter.post(f"/posts/{post.pk}/schedule/", sent)
    assert Post.objects.get().text == "直した本文"
    assert Post.objects.get().category == post.category


def test_without_a_time_the_way_leads_back_to_the_second_page(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter, send_at=None)
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/submission/"))
    assert "配信する日付と時刻を入力してください。" in page.words
    assert "承認を依頼する" not in page.buttons
    address = f"/posts/{post.pk}/submission/"
    page = Page.of(as_drafter.post(address, {"version": "1"}, follow=True))
    assert page.headings == ["配信先・日時"]
    assert "配信する日付と時刻を入力してください。" in page.errors_at("send_on")


def test_two_people_at_the_schedule_choose_whose_stays(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    mine = {**schedule_of(opened(as_drafter, post)), "send_time": "23:58", "version": "1"}
    drafts.edit(post, actor=colleague, version=1, fields=content(title="同僚の件名"))
    address = f"/posts/{post.pk}/schedule/"
    page = Page.of(as_drafter.post(address, {**mine, "save": ""}))
    assert "観光課の小笠原 葵さんがこの投稿を保存しました。" in page.words
    assert page.value_of("send_time") == "23:58"
    page = Page.of(as_drafter.post(address, {**mine, "keep": ""}))
    assert "23:58" in page.words
    assert Post.objects.get().title == "同僚の件名"
    version = Page.of(as_drafter.post(address, {**mine, "save": ""})).value_of("version")
    as_drafter.post(address, {**mine, "version": version, "save": ""})
    assert Post.objects.get().title == "同僚の件名"
    assert opened(as_drafter, post)["send_time"] == "23:58"


def test_who_may_not_submit_does_not_see_the_last_step(drafter: Staff, as_auditor: Client) -> None:
    post = write(drafter)
    assert as_auditor.get(f"/posts/{post.pk}/submission/").status_code == 403
    assert as_auditor.get(f"/posts/{post.pk}/schedule/").status_code == 403
