"""What was promised and not kept, counted from LINE's journal against PostgreSQL."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from audit import trail
from audit.actions import Action
from broadcasts.models import OPEN_STATES, Broadcast, State
from posts.choices import Status
from posts.models import Post
from tests.crashes.chaos.plan import Fate
from tests.crashes.chaos.posts import Promise
from tests.standin import StandIn

# LINE's journal is kept in whole milliseconds.
GRAIN: Final = timedelta(milliseconds=1)
# Between PostgreSQL's yes and the arrival at LINE, on a machine that does much else besides.
UNDER_WAY: Final = timedelta(seconds=2)
DEFECTS: Final = (
    "duplicates",
    "lost",
    "unapproved",
    "after not-after",
    "early",
    "while stopped",
    "written otherwise than it was",
    "not ended",
    "flaws of the trail",
)


@dataclass
class Count:
    """What each post came to; of `defects`, none may be other than 0."""

    ends: Counter[tuple[Fate, str]] = field(default_factory=Counter)
    defects: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    accepted: int = 0
    requests: int = 0
    refused_again: int = 0

    def blame(self, defect: str, promise: Promise | None, what: str) -> None:
        """One more of this kind, with what to look at."""
        self.defects[defect] += 1
        post = f"post {promise.post} ({promise.lot.fate})" if promise else "no post"
        self.notes.append(f"{defect}: {post}: {what}")


def count(promises: list[Promise], line: StandIn, stopped: list[float]) -> Count:
    """Everything that LINE accepted against what was promised, and the other way round."""
    found = Count()
    deliveries, requests = line.deliveries(), line.requests()
    found.accepted, found.requests = len(deliveries), len(requests)
    found.refused_again = sum(request["status"] == 409 for request in requests)
    by_text = _by_text(deliveries)
    known = {promise.text: promise for promise in promises}
    for text, arrivals in by_text.items():
        _judge_arrivals(found, known.get(text), arrivals)
    for promise in promises:
        _judge_end(found, promise, len(by_text[promise.text]))
    for request in requests:
        if _is_while_stopped(request, stopped):
            found.blame("while stopped", None, f"request {request['id']} at {request['at']}")
    _judge_the_books(found)
    return found


def _judge_arrivals(found: Count, promise: Promise | None, arrivals: list[datetime]) -> None:
    if promise is None or not promise.may_be_sent:
        found.blame("unapproved", promise, f"accepted at {arrivals[0]}")
        return
    if len(arrivals) > 1:
        found.blame("duplicates", promise, f"accepted at {arrivals}")
    if arrivals[0] < promise.send_from - GRAIN:
        found.blame("early", promise, f"{arrivals[0]} is before {promise.send_from}")
    if arrivals[-1] > promise.send_until + UNDER_WAY:
        found.blame("after not-after", promise, f"{arrivals[-1]} after {promise.send_until}")


def _judge_end(found: Count, promise: Promise, arrived: int) -> None:
    post = Post.objects.get(pk=promise.post)
    sending = Broadcast.objects.filter(revision__post=post).first()
    found.ends[promise.lot.fate, post.get_status_display()] += 1
    late = [
        attempt.at
        for attempt in trail.history_of(post).filter(action=Action.SENDING_ATTEMPTED)
        if attempt.at > promise.send_until
    ]
    if late:
        found.blame("after not-after", promise, f"attempts began at {late}")
    if promise.must_end and not _has_ended(post, sending):
        found.blame("not ended", promise, f"{post.status}, {sending}")
    if promise.lot.fate is Fate.DUE and post.status != Status.SENT:
        found.blame("lost", promise, f"{post.status}, {sending and sending.reason}")
    is_told = {Status.SENT: arrived == 1, Status.FAILED: arrived == 0}.get(Status(post.status))
    if is_told is False:
        found.blame(
            "lost" if not arrived else "written otherwise than it was", promise, post.status
        )


def _has_ended(post: Post, sending: Broadcast | None) -> bool:
    if sending is None or sending.state in OPEN_STATES:
        return False
    ends = {
        Status.SENT: State.ACCEPTED,
        Status.FAILED: State.FAILED,
        Status.UNCERTAIN: State.UNCERTAIN,
    }
    is_said = sending.state == State.ACCEPTED or bool(sending.reason)
    return ends.get(Status(post.status)) == sending.state and is_said


def _judge_the_books(found: Count) -> None:
    for flaw in trail.verify():
        found.blame("flaws of the trail", None, str(flaw))
    for sending in Broadcast.objects.filter(state__in=OPEN_STATES):
        found.blame("not ended", None, f"request {sending.pk} is {sending.state}")


def _by_text(deliveries: list[dict[str, Any]]) -> dict[str, list[datetime]]:
    found = defaultdict(list)
    for delivery in deliveries:
        text = "\n".join(message.get("text", "?") for message in delivery["messages"])
        found[text].append(datetime.fromisoformat(delivery["at"]))
    return found


def _is_while_stopped(request: dict[str, Any], stopped: list[float]) -> bool:
    at = datetime.fromisoformat(request["at"]).timestamp()
    return stopped[0] + UNDER_WAY.total_seconds() < at < stopped[1]
