"""What was submitted stays as it was: nobody can change a revision, nor slip another under it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Value
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, Staff
from approvals import decisions
from posts import drafts
from posts.choices import Status
from posts.content import read
from posts.declaration import EVERYTHING
from posts.models import Contribution, Post, Revision
from posts.moves import ChangedMeanwhile
from posts.sealing import seal
from posts.submission import NotReady, submit
from tests.office import TEXT, ask_approval, bubble, content, write
from tests.posts.editor import BODY, typed
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

OTHER_TEXT: Final = "承認されていない本文です。"
ATTEMPTS: Final[dict[str, Callable[[Revision], object]]] = {
    "update of the text": lambda revision: Revision.objects.update(canonical="{}"),
    "update of the time": lambda revision: Revision.objects.update(send_at=timezone.now()),
    "save": lambda revision: revision.save(),
    "delete": lambda revision: Revision.objects.all()._raw_delete("default"),
    "raw update": lambda revision: _run("UPDATE posts_revision SET number = number"),
    "raw delete": lambda revision: _run("DELETE FROM posts_revision"),
    "contribution moved": lambda revision: _run("UPDATE posts_contribution SET at = now()"),
    "contribution gone": lambda revision: _run("DELETE FROM posts_contribution"),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_nothing_that_was_submitted_can_be_changed_or_removed(
    attempt: Callable[[Revision], object], drafter: Staff
) -> None:
    revision = ask_approval(drafter)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        attempt(revision)
    assert Revision.objects.get().canonical == revision.canonical
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"digest": "0" * 64}, "revision_sealed"),
        ({"digest": ""}, "revision_sealed"),
        ({"canonical": "{}"}, "leaves something open"),
        ({"number": 1}, "one_revision_per_number"),
        ({"not_after": timezone.now() - timedelta(days=1)}, "revision_window"),
    ],
)
def test_a_revision_that_is_not_what_its_seal_says_cannot_be_stored(
    changes: dict[str, Any], constraint: str, drafter: Staff
) -> None:
    first = ask_approval(drafter)
    fields = {
        "post": first.post,
        "number": 2,
        "canonical": first.canonical,
        "digest": first.digest,
        "send_at": first.send_at,
        "not_after": first.not_after,
        "decide_by": first.decide_by,
        "submitted_by": drafter,
        **changes,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Revision.objects.create(**fields)


def test_even_past_every_trigger_a_changed_text_does_not_fit_its_seal(drafter: Staff) -> None:
    ask_approval(drafter)
    refused = pytest.raises(IntegrityError, match="revision_sealed")
    with refused, pgtrigger.ignore(), transaction.atomic():
        Revision.objects.update(canonical=Value("{}"))


def test_submitting_freezes_every_field(drafter: Staff, manager: Staff) -> None:
    post = write(drafter)
    revision = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    frozen = read(revision.canonical)
    post.refresh_from_db()
    assert post.status == Status.IN_APPROVAL
    assert post.current_revision == revision
    assert (frozen.post, frozen.number, frozen.title) == (post.pk, 1, post.title)
    assert (frozen.category, frozen.confidentiality) == (post.category, post.confidentiality)
    assert (frozen.audience, frozen.send_at) == (post.audience, post.send_at)
    assert frozen.messages == ({"type": "text", "text": TEXT},)
    assert frozen.not_after == frozen.send_at + timedelta(minutes=60)
    assert (revision.send_at, revision.not_after) == (frozen.send_at, frozen.not_after)
    assert revision.digest == seal(revision.canonical)
    assert Notice.objects.get().recipient == manager


def test_after_submitting_nobody_can_edit(drafter: Staff, as_drafter: Client) -> None:
    post = ask_approval(drafter).post
    with pytest.raises(PermissionDenied):
        drafts.edit(post, actor=drafter, version=post.version, fields=content(text=OTHER_TEXT))
    assert as_drafter.get(f"/posts/{post.pk}/edit/").status_code == 403
    assert as_drafter.post(f"/posts/{post.pk}/edit/", typed(text=OTHER_TEXT)).status_code == 403
    assert Post.objects.get().text == TEXT


def test_whatever_becomes_of_the_working_copy_the_frozen_text_is_shown(
    drafter: Staff, as_manager: Client
) -> None:
    revision = ask_approval(drafter)
    with pgtrigger.ignore():
        Post.objects.update(bubbles=[bubble(OTHER_TEXT)], title="別の件名", send_at=timezone.now())
    assert read(Revision.objects.get().canonical).messages[0]["text"] == TEXT
    for address in (f"/posts/{revision.post_id}/", f"/approvals/{revision.pk}/"):
        page = Page.of(as_manager.get(address))
        assert OTHER_TEXT not in page.words
        assert "市役所本館の開庁時間をご案内します。" in page.words


def test_a_returned_post_is_frozen_anew_and_the_first_revision_stays(
    drafter: Staff, manager: Staff
) -> None:
    first = ask_approval(drafter)
    decisions.return_to_drafter(first, actor=manager, reason="時間が違います。")
    post = Post.objects.get()
    post = drafts.edit(post, actor=drafter, version=post.version, fields=content(text=OTHER_TEXT))
    second = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert [revision.number for revision in post.revisions.all()] == [1, 2]
    assert read(Revision.objects.get(number=1).canonical).messages[0]["text"] == TEXT
    assert read(second.canonical).messages[0]["text"] == OTHER_TEXT
    assert Post.objects.get().current_revision == second


def test_only_what_the_drafter_saw_is_submitted(drafter: Staff, colleague: Staff) -> None:
    post = write(drafter)
    drafts.edit(post, actor=colleague, version=1, fields=content(text=OTHER_TEXT))
    with pytest.raises(ChangedMeanwhile):
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert not Revision.objects.exists()
    assert Post.objects.get().status == Status.DRAFT


def test_a_post_is_submitted_once(drafter: Staff) -> None:
    post = write(drafter)
    submit(post, actor=drafter, version=1, declared=EVERYTHING)
    with pytest.raises(ChangedMeanwhile):
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert Revision.objects.count() == 1


def test_nothing_incomplete_is_frozen(drafter: Staff) -> None:
    post = write(drafter, category="", confidentiality="2", text=" \n", send_at=None)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert set(refused.value.problems) == {"category", "confidentiality", BODY, "send_at"}
    assert not Revision.objects.exists()


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
