"""What does somebody want to see of 予定表?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from django.utils import timezone

from posts.calendar.months import Month
from posts.choices import Status
from posts.models import Post, PostQuerySet
from posts.tabs import query_of

LIST: Final = "list"
# More than that is no number of a section, and no number of PostgreSQL.
LONGEST_NUMBER: Final = 9


@dataclass(frozen=True)
class Asked:
    """A month, and of its posts those of one section or state; empty for all."""

    month: Month
    section: str = ""
    status: str = ""
    view: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> Self:
        """As the address says it; what makes no sense counts as not asked for."""
        section, status = sent.get("section", ""), sent.get("status", "")
        is_number = section.isascii() and section.isdigit() and len(section) <= LONGEST_NUMBER
        return cls(
            month=Month.read(sent.get("month", "")) or Month.of(timezone.localdate()),
            section=section if is_number else "",
            status=status if status in Status.values else "",
            view=LIST if sent.get("view") == LIST else "",
        )

    def wants(self, post: Post) -> bool:
        """Is it of the section and in the state that were asked for?"""
        is_there = self.section in ("", str(post.section_id))
        return is_there and self.status in ("", post.status)

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        """Those of them that it wants."""
        found = posts.filter(section=int(self.section)) if self.section else posts
        return found.filter(status=self.status) if self.status else found

    @property
    def kept(self) -> dict[str, str]:
        """What stays as it is when another month is looked at."""
        return {"section": self.section, "status": self.status, "view": self.view}

    @property
    def query(self) -> str:
        """The same again, as the end of an address."""
        return query_of(month=self.month.code, **self.kept)

    def query_for(self, month: Month | None) -> str:
        """The same of another month; empty for no month."""
        return query_of(month=month.code, **self.kept) if month else ""
