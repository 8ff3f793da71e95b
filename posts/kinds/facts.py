"""What does a revision say of the post that it follows, and of the source that it passes on?"""

from typing import Any

from posts.kinds.choices import Kind
from posts.kinds.went_out import went_out_at
from posts.models import Post


def named(original: Post | None) -> dict[str, Any]:
    """The post that is corrected or cancelled: number, title and time of sending."""
    if original is None:
        return {}
    moment = went_out_at(original)
    return {
        "post": original.pk,
        "title": original.title,
        "sent_at": moment.isoformat() if moment else "",
    }


def source_of(post: Post) -> dict[str, str]:
    """Whose post is passed on, where it stands, and how it was checked; empty for other kinds."""
    if post.kind != Kind.SHARE:
        return {}
    return {"name": post.source_name, "url": post.source_url, "check": post.source_check}
