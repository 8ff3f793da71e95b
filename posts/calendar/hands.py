"""Which posts of 予定表 may a person move, asked once for all of them?"""

from dataclasses import dataclass
from typing import Final, Self

from accounts.models import Staff
from posts.kinds.choices import Kind
from posts.models import Post
from posts.permissions import decides, why_not_edit
from posts.retiming import RETIMED_WHILE

GOES_AT_ONCE: Final = "承認されたらすぐに配信する投稿のため、日を選んで移せません。"


@dataclass(frozen=True)
class Hands:
    """What `posts/permissions.py` says of each post, without asking for the roles each time."""

    staff: Staff
    may_draft: bool
    decides: bool

    @classmethod
    def of(cls, staff: Staff) -> Self:
        return cls(staff, staff.may_draft, decides(staff))

    def may_move(self, post: Post) -> bool:
        """As `why_not_move` says for one post."""
        return post.is_open_for_editing and not _goes_at_once(post) and self._writes(post)

    def may_ask(self, post: Post) -> bool:
        """Is it submitted, and may this person bring it to another time in another way?"""
        is_submitted = post.status in RETIMED_WHILE and not post.at_once
        return is_submitted and (self.decides or self._writes(post))

    def _writes(self, post: Post) -> bool:
        is_of_section = self.may_draft and post.section_id == self.staff.section_id
        began = post.drafter_id == self.staff.pk and post.original_id is not None
        return is_of_section or (began and self.decides)


def why_not_move(staff: Staff, post: Post) -> str:
    """Empty when this person may move the draft to another day; otherwise the reason."""
    return why_not_edit(staff, post) or (GOES_AT_ONCE if _goes_at_once(post) else "")


def _goes_at_once(post: Post) -> bool:
    return post.at_once or post.kind == Kind.EMERGENCY
