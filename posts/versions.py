"""How a post came to be what it is: its earlier states, and what differs between any two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from posts import states
from posts.comparing import Difference
from posts.field_differences import differences_of
from posts.loading import load
from posts.models import Post, WorkingState

MOST_SHOWN: Final = 200


@dataclass(frozen=True)
class Version:
    """One state to be chosen; `key` names it in the address."""

    key: str
    name: str
    who: str
    at: datetime
    fields: dict[str, Any]


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The states, newest first, and the two chosen ones compared; at first the last two."""
    _, post = load(request, pk)
    found = versions_of(post)
    before, after = _chosen(found, request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "post": post,
        "versions": found,
        "before": before,
        "after": after,
        "differences": _between(before, after),
    }
    return render(request, "posts/versions.html", context)


def versions_of(post: Post) -> list[Version]:
    """What was submitted, and what people left behind while writing; the newest first."""
    kept = post.states.select_related("staff__section", "revision").order_by("-pk")
    return [_version(one) for one in kept[:MOST_SHOWN]]


def _version(one: WorkingState) -> Version:
    if one.revision is not None:
        key, name = f"r{one.revision.number}", f"第{one.revision.number}版（承認依頼）"
    else:
        key, name = f"s{one.pk}", _called(one)
    return Version(key, name, one.staff.with_section, one.saved_at, states.read(one.fields))


def _called(one: WorkingState) -> str:
    if one.is_aside:
        return "採らなかった内容"
    return "下書き" if one.by_hand else "下書き（自動保存）"


def _chosen(
    found: Sequence[Version], before: str, after: str
) -> tuple[Version | None, Version | None]:
    named = {one.key: one for one in found}
    newest = found[0] if found else None
    last_but_one = found[1] if len(found) > 1 else newest
    return named.get(before, last_but_one), named.get(after, newest)


def _between(before: Version | None, after: Version | None) -> list[Difference]:
    if before is None or after is None:
        return []
    return differences_of(before.fields, after.fields)
