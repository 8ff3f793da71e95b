"""The last look at the files before sending: nothing but the approved bytes goes out."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from accounts.models import Notice, Staff
from audit import trail
from audit.actions import Action
from broadcasts import sender
from broadcasts.models import Broadcast, State
from broadcasts.preparation import prepare_next
from media import keeping
from media.models import Image
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post
from tests.media.files import upload
from tests.posts.bubbles import TEXT
from tests.posts.picture_posts import bubble_with, damage
from tests.standin import StandIn


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def item(drafter: Staff) -> Image:
    return upload(drafter)


@pytest.mark.parametrize("which", ["file", "preview"])
def test_changed_bytes_are_not_sent_and_people_are_told(
    which: str, item: Image, drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager, bubbles=[TEXT, bubble_with(item)])
    damage(getattr(item, which))
    sender.drain()
    blocked = Broadcast.objects.get()
    assert (blocked.state, blocked.body) == (State.FAILED, "")
    assert "ファイルが承認されたものと違います" in blocked.reason
    assert "登録し直し" in blocked.next_act
    assert Post.objects.get().status == Status.FAILED
    assert trail.history_of(post).filter(action=Action.SENDING_BLOCKED).exists()
    told = Notice.objects.filter(subject__contains="配信できませんでした")
    assert {notice.recipient for notice in told} == {drafter, manager}
    assert line_platform.requests() == []


def test_a_file_that_is_gone_is_not_sent(
    item: Image, drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager, bubbles=[TEXT, bubble_with(item)])
    default_storage.delete(item.file)
    sender.drain()
    assert "ファイルが承認されたものと違います" in Broadcast.objects.get().reason
    assert line_platform.requests() == []


def test_a_prepared_request_is_looked_at_again(
    item: Image, drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager, bubbles=[TEXT, bubble_with(item)])
    assert prepare_next()
    damage(item.file)
    sender.drain()
    assert "ファイルが承認されたものと違います" in Broadcast.objects.get().reason
    assert line_platform.requests() == []


def test_a_storage_that_breaks_off_holds_up_no_other_post(
    item: Image, drafter: Staff, manager: Staff, line_platform: StandIn, settings: Settings
) -> None:
    due_post(drafter, manager, bubbles=[TEXT, bubble_with(item)])
    due_post(drafter, manager, title="写真のない投稿")
    broken = {"BACKEND": "tests.broadcasts.test_whole_files.Broken"}
    settings.STORAGES = {**settings.STORAGES, "default": broken}
    sender.drain()
    assert len(line_platform.deliveries()) == 1
    assert Post.objects.filter(status=Status.FAILED).count() == 1


class Broken:
    """An object store that refuses us, in an error of its own kind."""

    def __init__(self, **options: object) -> None:
        """Takes whatever the settings give it."""

    def open(self, name: str) -> None:
        raise RuntimeError(f"the keys for {name} are out of date")


def test_what_was_approved_is_sent_also_when_its_picture_was_retired_since(
    item: Image, drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager, bubbles=[TEXT, bubble_with(item)])
    keeping.retire(item, actor=drafter)
    sender.drain()
    assert len(line_platform.deliveries()) == 1
    assert Post.objects.get().status == Status.SENT
