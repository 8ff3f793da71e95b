"""Is a picture that may not be used refused: when chosen, submitted, and decided on?"""

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from approvals import decisions
from approvals.models import Decision
from media import keeping
from media.models import Image
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.duplicating import duplicate
from posts.models import Post, Revision
from posts.submission import Damaged, NotReady, submit
from posts.usable_media import NotOffered
from tests.media.files import upload, upload_film
from tests.office import approve, ask_approval, content, tamper
from tests.posts.bubbles import TEXT
from tests.posts.editor import DECLARED, press, typed
from tests.posts.pages import Page
from tests.posts.picture_posts import FIELD, IDENTITY, bubble_with, damage, post_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(folder: None) -> None:
    """The files of each test lie in a folder of their own."""


@pytest.fixture
def item(drafter: Staff) -> Image:
    return upload(drafter)


def retired(drafter: Staff) -> Image:
    found = upload(drafter)
    keeping.retire(found, actor=drafter)
    return found


def as_sent(number: object) -> dict[str, str]:
    bubble = {"bubble": IDENTITY, f"{IDENTITY}-kind": "image", FIELD: str(number)}
    return {**typed(), **bubble}


def test_a_retired_one_sent_by_hand_is_refused_at_its_field(
    as_drafter: Client, drafter: Staff
) -> None:
    page = press(as_drafter, "save", as_sent(retired(drafter).pk))
    assert "選ばれた写真は、使用を終了しています" in page.errors_at(FIELD)
    assert not Post.objects.exists()


@pytest.mark.parametrize("number", ["987654", "0", "-1", "1.5", "x", "9" * 18, "9" * 30, "٣"])
def test_a_number_of_nothing_is_refused_at_its_field(number: str, as_drafter: Client) -> None:
    page = press(as_drafter, "save", as_sent(number))
    assert "写真を選び直してください" in page.errors_at(FIELD)
    assert not Post.objects.exists()


def test_a_film_is_no_picture(as_drafter: Client, drafter: Staff) -> None:
    page = press(as_drafter, "save", as_sent(upload_film(drafter).pk))
    assert "写真を選び直してください" in page.errors_at(FIELD)


def test_the_page_that_saves_by_itself_refuses_it_too(as_drafter: Client, drafter: Staff) -> None:
    sent = {**as_sent(retired(drafter).pk), "origin": str(uuid.uuid4())}
    answer = as_drafter.post(reverse("post_first_autosave"), sent)
    assert answer.status_code == 422
    assert "使用を終了しています" in answer.json()["words"]


def test_the_verbs_refuse_it(drafter: Staff, item: Image) -> None:
    post = post_with(item, drafter)
    keeping.retire(item, actor=drafter)
    other = upload_film(drafter)
    keeping.retire(other, actor=drafter)
    with pytest.raises(NotOffered):
        post_with(item, drafter)
    film = {"id": "0000000b", "kind": "video", "video": other.pk, "alt": ""}
    fields = content(bubbles=[TEXT, bubble_with(item), film])
    with pytest.raises(NotOffered) as refused:
        drafts.edit(post, actor=drafter, version=1, fields=fields)
    assert refused.value.problems.keys() == {"0000000b-video"}


def test_who_goes_on_writing_loses_nothing_when_it_is_retired(item: Image, drafter: Staff) -> None:
    post = post_with(item, drafter)
    keeping.retire(item, actor=drafter)
    fields = content(title="続きを書く", bubbles=[TEXT, bubble_with(item)])
    drafts.edit(post, actor=drafter, version=1, fields=fields)
    assert Post.objects.get().title == "続きを書く"


def test_a_retired_one_is_not_submitted_and_said_at_its_field(
    item: Image, drafter: Staff, as_drafter: Client
) -> None:
    post = post_with(item, drafter)
    keeping.retire(item, actor=drafter)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert "使用を終了しています" in refused.value.problems[FIELD]
    page = Page.of(as_drafter.get(f"{reverse('post_edit', args=[post.pk])}?check"))
    assert "使用を終了しています" in page.errors_at(FIELD)
    assert not Revision.objects.exists()


def test_neither_is_a_copy_of_a_post_that_has_it(item: Image, drafter: Staff) -> None:
    post = post_with(item, drafter)
    keeping.retire(item, actor=drafter)
    copy = duplicate(post, actor=drafter, origin=uuid.uuid4())
    with pytest.raises(NotReady) as refused:
        submit(copy, actor=drafter, version=copy.version, declared=EVERYTHING)
    assert FIELD in refused.value.problems


def test_the_database_submits_none_either(item: Image, drafter: Staff) -> None:
    revision = ask_approval(drafter, bubbles=[TEXT, bubble_with(item)])
    tamper("UPDATE posts_post SET status = 'draft' WHERE id = %s", [revision.post_id])
    keeping.retire(item, actor=drafter)
    with pytest.raises(DatabaseError, match="not in use any more"), transaction.atomic():
        Post.objects.filter(pk=revision.post_id).update(status=Status.IN_APPROVAL)


def test_what_waits_is_not_approved_once_it_is_retired(
    item: Image, drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter, bubbles=[TEXT, bubble_with(item)])
    keeping.retire(item, actor=drafter)
    with pytest.raises(decisions.NowWrong, match="使用を終了しています"):
        approve(revision, manager)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("which", ["file", "preview"])
def test_changed_bytes_are_not_submitted_and_said_at_their_field(
    which: str, item: Image, drafter: Staff, as_drafter: Client
) -> None:
    post = post_with(item, drafter)
    damage(getattr(item, which))
    with pytest.raises(Damaged) as refused:
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert refused.value.problems.keys() == {FIELD}
    sent = {**DECLARED, "version": "1"}
    page = Page.of(as_drafter.post(reverse("post_submission", args=[post.pk]), sent))
    assert "登録したときのものと違います" in page.errors_at(FIELD)
    assert Post.objects.get().status == Status.DRAFT


def test_changed_bytes_are_not_approved(item: Image, drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter, bubbles=[TEXT, bubble_with(item)])
    damage(item.file)
    with pytest.raises(decisions.NowWrong, match="ファイルが"):
        approve(revision, manager)
    assert not Decision.objects.exists()
