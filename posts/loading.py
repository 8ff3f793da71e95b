"""How a post is found: through the eyes of the person who asks, and where it is corrected."""

import uuid
from collections.abc import Collection
from typing import Final

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Staff
from accounts.requests import staff_of
from posts.models import Post

ON_THE_SCHEDULE: Final = {"audience", "send_at", "at_once", "embargo_until", "route"}


def load(request: HttpRequest, pk: int) -> tuple[Staff, Post]:
    """The person and the post. Raises Http404 for a post that the person may not see."""
    staff = staff_of(request)
    return staff, get_object_or_404(Post.objects.visible_to(staff), pk=pk)


def origin_of(request: HttpRequest) -> uuid.UUID:
    """That of the button, so that a second press makes no second post."""
    try:
        return uuid.UUID(request.POST.get("origin", ""))
    except ValueError:
        return uuid.uuid4()


def where_missing(post: Post, found: Collection[str]) -> str:
    """The page of the editor that also says what is missing before the submission.

    `found` are the names of the fields that hold the post back.
    """
    page = "post_schedule" if found and set(found) <= ON_THE_SCHEDULE else "post_edit"
    return f"{reverse(page, args=[post.pk])}?check"
