"""承認: what waits for a decision, for whom, and what of it cannot wait."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Section, Staff
from accounts.requests import staff_of
from approvals import later_reviewing
from approvals.models import Hold
from approvals.permissions import why_not_read_records
from approvals.reading import counted_then
from approvals.rows import Row, in_order, rows_for
from posts.content import alts_of, read
from posts.models import Post
from posts.routing.queues import takes_part, turns
from posts.tabs import Tab

MINE, ALL, URGENT, OVERDUE, HELD = "mine", "all", "urgent", "overdue", "held"
LABELS: Final = {
    MINE: "自分の番",
    ALL: "すべて",
    URGENT: "緊急・訂正",
    OVERDUE: "期限切れ",
    HELD: "保留",
}
MOST_READ: Final = 20


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The list, the nearest time first; what is urgent has a queue of its own on top."""
    staff = staff_of(request)
    chosen, section, every, rows = _asked_for(request, staff)
    fast = [row for row in rows if row.is_pressing] if chosen in {MINE, ALL} else []
    seen = Post.objects.visible_to(staff)
    context = {
        "tabs": _tabs(every, chosen, section),
        "chosen": chosen,
        "sections": _sections(every),
        "section": section,
        "fast": fast,
        "rows": [row for row in rows if row not in fast],
        "total": len(every),
        "own_number": _own(every),
        "query": _query(chosen, section),
        "later_reviews": later_reviewing.waiting().filter(revision__post__in=seen).count(),
        "takes_part": takes_part(staff),
        "reads_records": not why_not_read_records(staff),
    }
    return render(request, "approvals/inbox.html", context)


@require_safe
def reading_on(request: HttpRequest) -> HttpResponse:
    """続けて読む: the same posts one below the other, to be read; each is decided on by itself."""
    staff = staff_of(request)
    chosen, section, every, rows = _asked_for(request, staff)
    read_posts = [one for row in rows if (one := _opened(row)) is not None]
    context = {
        "posts": read_posts[:MOST_READ],
        "own_number": _own(every),
        "more": len(read_posts) - MOST_READ,
        "label": LABELS[chosen],
        "query": _query(chosen, section),
    }
    return render(request, "approvals/reading_on.html", context)


def own_number(staff: Staff) -> int:
    """How many posts are up to this person now, for the menu of every page: nothing more is read.

    It is the number of rows that are `Row.is_own`.
    """
    held = Hold.objects.filter(ended_at=None).values("revision")
    posts = Post.objects.visible_to(staff).waiting().exclude(current_revision__in=held)
    posts = posts.select_related("current_revision")
    lean = posts.defer("bubbles", "easy_text", "current_revision__canonical")
    return sum(turn.is_own for turn in turns(staff, lean))


def _asked_for(request: HttpRequest, staff: Staff) -> tuple[str, str, Sequence[Row], Sequence[Row]]:
    every = rows_for(staff)
    usual = MINE if takes_part(staff) else ALL
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in LABELS else usual
    section = request.GET.get("section", "")
    of_section = [row for row in every if section in {"", str(row.turn.post.section_id)}]
    rows = in_order(row for row in of_section if _belongs(row, chosen))
    return chosen, section, every, rows


def _own(every: Iterable[Row]) -> int:
    """For the menu, which need not ask again."""
    return sum(row.is_own for row in every)


def _belongs(row: Row, chosen: str) -> bool:
    return {
        MINE: row.is_own,
        ALL: not row.is_late,
        URGENT: row.is_urgent,
        OVERDUE: row.is_late,
        HELD: row.hold is not None and not row.is_late,
    }[chosen]


def _tabs(rows: Iterable[Row], chosen: str, section: str) -> list[Tab]:
    counts = Counter(
        name
        for row in rows
        if section in {"", str(row.turn.post.section_id)}
        for name in LABELS
        if _belongs(row, name)
    )
    return [
        Tab(label, counts[name], _query(name, section), name == chosen)
        for name, label in LABELS.items()
    ]


def _sections(rows: Iterable[Row]) -> list[Section]:
    found = {row.turn.post.section_id: row.turn.post.section for row in rows}
    return sorted(found.values(), key=lambda one: one.name)


def _query(chosen: str, section: str) -> str:
    return urlencode({"show": chosen, **({"section": section} if section else {})})


def _opened(row: Row) -> dict[str, Any] | None:
    revision = row.turn.revision
    try:
        content = read(revision.canonical)
    except ValueError:
        return None
    post: Post = row.turn.post
    return {
        "row": row,
        "post": post,
        "revision": revision,
        "bubbles": content.messages,
        "alts": alts_of(content.media),
        "friends": counted_then(content),
        "key": f"preview-{revision.pk}",
    }
