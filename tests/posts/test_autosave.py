"""What is saved while somebody types: by the same verb, with the same check, and quietly."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Contribution, Post, WorkingState
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import content, write
from tests.posts.editor import BODY, opened, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter)


def save_alone(client: Client, post: Post, **changes: str) -> tuple[int, dict[str, Any]]:
    """What the page sends by itself, and the answer."""
    fields = {**opened(client, post), **changes}
    response = client.post(f"/posts/{post.pk}/autosave/", fields)
    return response.status_code, response.json()


def edits() -> list[Entry]:
    return list(Entry.objects.filter(action=Action.POST_EDITED).order_by("sequence"))


def test_what_was_typed_is_saved_and_the_time_is_said(post: Post, as_drafter: Client) -> None:
    with time_machine.travel("2027-04-29 10:03+09:00", tick=False):
        sign_in(as_drafter, post.drafter)
        status, told = save_alone(as_drafter, post, **{BODY: "書きかけの"})
    assert (status, told["words"], told["version"]) == (200, "10:03に保存しました", 2)
    assert Post.objects.get().text == "書きかけの"


def test_a_first_title_makes_a_draft(as_drafter: Client) -> None:
    fields = typed(title="はじめての件名")
    told = as_drafter.post("/posts/autosave/", fields).json()
    post = Post.objects.get()
    assert told["action"] == f"/posts/{post.pk}/edit/"
    assert told["autosave"] == f"/posts/{post.pk}/autosave/"
    as_drafter.post("/posts/autosave/", fields)
    assert Post.objects.get().version == 1


def test_without_a_title_nothing_is_made_and_it_is_said_why(as_drafter: Client) -> None:
    response = as_drafter.post("/posts/autosave/", typed(title=""))
    assert response.status_code == 422
    assert response.json()["words"] == "まだ保存していません。件名を入力してください。"
    assert not Post.objects.exists()


def test_a_colleagues_save_is_never_overwritten(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    mine = opened(as_drafter, post)
    drafts.edit(post, actor=colleague, version=1, fields=content(text="同僚の本文"))
    response = as_drafter.post(f"/posts/{post.pk}/autosave/", {**mine, BODY: "自分の本文"})
    assert response.status_code == 409
    assert response.json()["is_over"]
    assert response.json()["words"].startswith("小笠原 葵さんが先に保存しました。")
    assert Post.objects.get().text == "同僚の本文"


def test_typing_for_a_while_leaves_one_entry_in_the_trail_and_one_state(
    post: Post, as_drafter: Client
) -> None:
    for number in range(5):
        save_alone(as_drafter, post, **{BODY: f"{number}回目"})
    assert [entry.detail for entry in edits()] == [{"version": 2, "by_itself": True}]
    assert Contribution.objects.filter(kind="edited").count() == 1
    last = WorkingState.objects.latest("pk")
    assert (last.version, last.fields["bubbles"][0]["text"]) == (6, "4回目")
    assert WorkingState.objects.count() == 2


def test_a_new_stretch_is_written_down_anew(post: Post, as_drafter: Client) -> None:
    save_alone(as_drafter, post, **{BODY: "一"})
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        save_alone(as_drafter, post, **{BODY: "二"})
    assert [entry.detail["version"] for entry in edits()] == [2, 3]


def test_who_comes_in_between_is_written_down_and_so_is_who_goes_on(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    other = Client()
    sign_in(other, colleague)
    for client in (as_drafter, other, as_drafter):
        save_alone(client, post, **{BODY: "書きかけ"})
    names = [entry.actor_label for entry in edits()]
    assert [name[-4:] for name in names] == [name[-4:] for name in (names[0], names[1], names[0])]
    assert len(names) == 3
    assert set(Post.objects.get().contributors()) == {post.drafter, colleague}


def test_a_press_is_always_written_down(post: Post, drafter: Staff, as_drafter: Client) -> None:
    save_alone(as_drafter, post, **{BODY: "書きかけ"})
    drafts.edit(post, actor=drafter, version=2, fields=content(text="できあがり"))
    assert [entry.detail for entry in edits()] == [
        {"version": 2, "by_itself": True},
        {"version": 3},
    ]


def test_what_was_submitted_is_not_saved_over(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    mine = opened(as_drafter, post)
    submit(post, actor=colleague, version=1, declared=EVERYTHING)
    response = as_drafter.post(f"/posts/{post.pk}/autosave/", {**mine, BODY: "遅れて"})
    assert response.status_code == 409
    assert "「承認待ち」になりました" in response.json()["words"]
    assert Post.objects.get().text != "遅れて"


def test_half_a_time_is_said_and_nothing_is_saved(post: Post, as_drafter: Client) -> None:
    schedule = {"embargo_on": "", "send_on": "2027-04-29", "send_time": "", "version": "1"}
    response = as_drafter.post(f"/posts/{post.pk}/autosave/", schedule)
    assert response.json()["words"] == "まだ保存していません。配信時刻も入力してください。"
    assert Post.objects.get().version == 1


def test_it_is_no_sign_of_life(post: Post, drafter: Staff, as_drafter: Client) -> None:
    fields = opened(as_drafter, post)
    session = drafter.sessions.get()
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        as_drafter.post(
            f"/posts/{post.pk}/autosave/", {**fields, BODY: "自動"}, headers={"X-Unattended": "1"}
        )
        assert drafter.sessions.get().active_at == session.active_at
        assert Post.objects.get().text == "自動"
