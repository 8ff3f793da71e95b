"""What does the audit trail say of a post: under which names people acted, and how it went out?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from accounts.models import Staff
from approvals.sheets.sheet import Result
from audit import trail
from audit.actions import Action
from audit.models import Entry
from posts.choices import Status
from posts.models import Post

# What may stand at the end of a revision, and how the sheet calls it.
ENDS: Final = {
    Action.SENDING_ACCEPTED: "配信済み",
    Action.FOUND_SENT: "配信済み（2人で確認）",
    Action.SENDING_FAILED: "配信失敗",
    Action.SENDING_BLOCKED: "配信の差止め",
    Action.FOUND_UNSENT: "未配信（2人で確認）",
    Action.SENDING_UNCERTAIN: "結果不明",
    Action.POST_WITHDRAWN: "取下げ",
}
SENT: Final = (Action.SENDING_ACCEPTED, Action.FOUND_SENT)


def trails_of(posts: Sequence[Post]) -> dict[str, list[Entry]]:
    """The entries about each post by the post's name in the trail, oldest first: one query."""
    found: dict[str, list[Entry]] = defaultdict(list)
    names = [trail.target_of(post) for post in posts]
    for entry in Entry.objects.filter(target__in=names).order_by("sequence"):
        found[entry.target].append(entry)
    return found


class Names:
    """How people were called when they acted: an entry stays true after a transfer."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._acts: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._acts[entry.actor_id].append(entry)

    def of(self, staff: Staff | None, at: datetime | None) -> str:
        """Name and section of a person at a moment: as in the nearest entry, or else as today."""
        if staff is None:
            return ""
        acts = self._acts.get(staff.as_actor().id)
        if not acts or at is None:
            return str(staff)
        return min(acts, key=lambda entry: abs(entry.at - at)).actor_label


def digests_of(entries: Iterable[Entry], revision: int) -> set[str]:
    """Every fingerprint under which the trail knows a revision; one, unless it was forged."""
    return {
        str(entry.detail["digest"])
        for entry in entries
        if entry.detail.get("revision") == revision and entry.detail.get("digest")
    }


def result_of(post: Post, revision: int, entries: Sequence[Entry]) -> Result:
    """What became of one revision of a post; as long as nothing did, where the post stands."""
    last = _last(entries, revision)
    if last is None:
        return Result(outcome=Status(post.status).label)
    counted = last.detail.get("on")
    return Result(
        outcome=ENDS[Action(last.action)],
        at=last.at,
        who="" if last.actor_id == trail.SYSTEM.id else last.actor_label,
        reason=str(last.detail.get("reason") or ""),
        request_id=_request_id(entries, revision) if last.action in SENT else "",
        friends=last.detail.get("friends"),
        friends_on=date.fromisoformat(counted) if counted else None,
    )


def _last(entries: Sequence[Entry], revision: int) -> Entry | None:
    ends = [one for one in entries if one.action in ENDS and _is_about(one, revision)]
    return ends[-1] if ends else None


def _request_id(entries: Sequence[Entry], revision: int) -> str:
    """The number under which LINE knows the message: of the accepted request."""
    found = ""
    for one in entries:
        if one.action in (Action.SENDING_ACCEPTED, Action.SENDING_ANSWERED_LATE) and _is_about(
            one, revision
        ):
            found = _accepted(one.detail) or found
    return found


def _accepted(detail: dict[str, Any]) -> str:
    return str(detail.get("accepted_request_id") or detail.get("request_id") or "")


def _is_about(entry: Entry, revision: int) -> bool:
    return bool(entry.detail.get("revision", revision) == revision)
