"""What there is to look at of 緊急の投稿: a text for each level, a post, and a report due."""

from dataclasses import dataclass

from accounts.models import Staff
from posts.models import Pattern, Post, Revision
from tests.office import approve, write
from tests.posts.emergencies.writing import (
    approved_skeleton,
    ask_emergency,
    decided_earlier,
    skeleton,
    write_emergency,
)


@dataclass(frozen=True)
class Alarm:
    """One of each; the report about `owed` is due in three hours."""

    pattern: Pattern
    unapproved: Pattern
    draft: Post
    owed: Revision
    drill: Post


def build(drafter: Staff, manager: Staff) -> Alarm:
    """Made by the real verbs."""
    pattern = approved_skeleton(drafter, manager)
    owed = ask_emergency(drafter, manager, "3")
    approve(owed, manager)
    decision = owed.decision
    decided_earlier(decision, hours=21)
    for level in ("5", "0"):
        approved_skeleton(drafter, manager, level)
    return Alarm(
        pattern=pattern,
        unapproved=skeleton(drafter, title="津波の避難指示"),
        draft=write_emergency(pattern, drafter),
        owed=owed,
        drill=write(drafter, kind="drill", title="総合防災訓練の投稿"),
    )
