"""What the editor of a post sends, as a browser sends it."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from posts.declaration import STATEMENTS
from posts.models import Post
from tests.office import BUBBLE
from tests.posts.pages import Page

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

# The field of the bubble of text that `tests/office.py` writes.
BODY: Final = f"{BUBBLE}-text"
SCHEDULE_FIELDS: Final = ("audience", "send_on", "send_time")
TYPED_FIELDS: Final = ("title", "category", "confidentiality", BODY, *SCHEDULE_FIELDS)

# Every statement of the declaration, made.
DECLARED: Final = {statement.box: "on" for statement in STATEMENTS}


def typed(**changes: str) -> dict[str, str]:
    """A form filled in completely, to be sent in an hour, with `changes`; `text` is its body."""
    text = changes.pop("text", "前夜祭の日は、三日町で交通規制があります。")
    return {
        "title": "八戸三社大祭の交通規制",
        "category": "3",
        "confidentiality": "1",
        **boxes(text),
        "audience": "everyone",
        "origin": str(uuid.uuid4()),
        **to_be_sent(timezone.now() + timedelta(hours=1)),
        **changes,
    }


def boxes(text: str, identity: str = BUBBLE) -> dict[str, str]:
    """The fields of one bubble of text."""
    return {"bubble": identity, f"{identity}-kind": "text", f"{identity}-text": text}


def to_be_sent(moment: datetime) -> dict[str, str]:
    """The two fields for the time of sending."""
    local = timezone.localtime(moment)
    return {"send_on": f"{local:%Y-%m-%d}", "send_time": f"{local:%H:%M}"}


def press(client: Client, button: str, fields: dict[str, str], post: Post | None = None) -> Page:
    """Press `save` or `confirm` in the editor and go wherever that leads."""
    return Page.of(_press(client, button, fields, post, follow=True))


def response_to(
    client: Client, button: str, fields: dict[str, str], post: Post | None = None
) -> "Response":
    """The immediate answer to a button of the editor."""
    return _press(client, button, fields, post, follow=False)


def opened(client: Client, post: Post) -> dict[str, str]:
    """What the fields of the editor hold when a post is opened in it, page by page."""
    content = Page.of(client.get(reverse("post_edit", args=[post.pk])))
    schedule = Page.of(client.get(reverse("post_schedule", args=[post.pk])))
    names = ("bubble", f"{BUBBLE}-kind", *TYPED_FIELDS, "version", "base", "origin")
    return {
        name: (schedule if name in SCHEDULE_FIELDS else content).value_of(name) for name in names
    }


def _press(
    client: Client, button: str, fields: dict[str, str], post: Post | None, *, follow: bool
) -> "Response":
    address = reverse("post_edit", args=[post.pk]) if post else reverse("post_new")
    return client.post(address, {**fields, button: ""}, follow=follow)
