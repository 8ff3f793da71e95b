"""What did citizens read in the post that is corrected or cancelled, and how long ago?"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from posts.content import Content, alts_of, read
from posts.models import Post, Revision


@dataclass(frozen=True)
class Original:
    """The bubbles that went out, and how long ago in words."""

    post: Post
    revision: Revision
    content: Content
    ago: str

    @property
    def alts(self) -> dict[int, str]:
        """The alternative texts of its pictures, by the place of their message."""
        return alts_of(self.content.media)


def original_of(post: Post | None) -> Original | None:
    """The post that this one is about; None for one that is about no other or cannot be read."""
    original = post.original if post else None
    revision = original.current_revision if original else None
    if original is None or revision is None:
        return None
    try:
        content = read(revision.canonical)
    except ValueError:
        return None
    return Original(original, revision, content, _ago(revision))


def shown_beside(post: Post | None) -> dict[str, Any]:
    """For a page that shows the words of the original beside those of its correction."""
    return {"original": original_of(post)}


def _ago(revision: Revision) -> str:
    days = (timezone.localdate() - timezone.localdate(revision.send_at)).days
    return f"{days}日前" if days > 0 else "今日"
