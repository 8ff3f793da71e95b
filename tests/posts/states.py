"""How a test comes by a post in any state, and how it tries something without its consequences."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.db import connection, transaction

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from tests.office import ask_approval


def post_in(status: Status, drafter: Staff, **changes: Any) -> Post:
    """A post that was submitted once and is in `status`, whatever the way there would be."""
    revision = ask_approval(drafter, **changes)
    put(revision.post, status)
    return Post.objects.get(pk=revision.post_id)


def put(post: Post, status: Status) -> None:
    """Move a post past the table of moves, which is a trigger; constraints still hold."""
    # Should it be refused, the savepoint is rolled back before the triggers are called back.
    with pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE posts_post SET status = %s WHERE id = %s", [status.value, post.pk])


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards; what has to be durable may happen."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with around:
        yield
        transaction.set_rollback(True)
