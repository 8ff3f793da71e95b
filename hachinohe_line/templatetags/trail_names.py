"""What the targets in the audit trail are called today, and where they can be looked at.

The trail lies below every app and keeps names of rows only; this layer knows the rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django import template
from django.urls import reverse

from accounts.models import Staff
from audit import words
from audit.dates_ja import date_and_time
from audit.models import Entry
from broadcasts.models import Finding, Stop
from media.models import Item
from posts.models import Pattern, Post, Revision

register = template.Library()


@dataclass(frozen=True)
class Named:
    """A target for people: its name, and the address of its page, which may be missing."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    entry: Entry
    target: Named
    details: list[tuple[str, str]]


@register.simple_tag
def trail_rows(entries: Iterable[Entry]) -> list[Row]:
    """`{% trail_rows page.object_list as rows %}`: few questions, however many entries."""
    found = list(entries)
    names = _names({entry.target for entry in found})
    return [Row(entry, names[entry.target], words.details(entry)) for entry in found]


@register.simple_tag
def target_name(target: str) -> str:
    """`{% target_name "posts.post:12" %}`: 投稿「…」"""
    return _names({target})[target].name


def _names(targets: set[str]) -> dict[str, Named]:
    named = {target: Named(words.target(target)) for target in targets}
    for kind, look_up in LOOK_UPS.items():
        wanted = {target for target in targets if target.partition(":")[0] == kind}
        numbers = {int(pk) for target in wanted if (pk := target.partition(":")[2]).isdecimal()}
        found = look_up({number for number in numbers if number < BIGGEST}) if numbers else {}
        named |= {target: name for pk, name in found.items() if (target := f"{kind}:{pk}") in named}
    return named


def _posts(pks: set[int]) -> dict[int, Named]:
    return {
        pk: Named(f"投稿「{post.title}」", post.get_absolute_url())
        for pk, post in Post.objects.in_bulk(pks).items()
    }


def _revisions(pks: set[int]) -> dict[int, Named]:
    found = Revision.objects.select_related("post").in_bulk(pks)
    return {
        pk: Named(
            f"投稿「{revision.post.title}」第{revision.number}版", revision.post.get_absolute_url()
        )
        for pk, revision in found.items()
    }


def _patterns(pks: set[int]) -> dict[int, Named]:
    found = Pattern.objects.select_related("current").in_bulk(pks)
    return {
        pk: Named(f"文例「{pattern}」", pattern.get_absolute_url()) for pk, pattern in found.items()
    }


def _staff(pks: set[int]) -> dict[int, Named]:
    found = Staff.objects.select_related("section").in_bulk(pks)
    return {pk: Named(f"職員 {person}") for pk, person in found.items()}


def _stops(pks: set[int]) -> dict[int, Named]:
    return {
        pk: Named(f"{date_and_time(stop.stopped_at)}の緊急停止", reverse("stop"))
        for pk, stop in Stop.objects.in_bulk(pks).items()
    }


def _findings(pks: set[int]) -> dict[int, Named]:
    found = Finding.objects.select_related("broadcast__revision__post").in_bulk(pks)
    posts = {pk: finding.broadcast.revision.post for pk, finding in found.items()}
    return {
        pk: Named(f"投稿「{post.title}」の配信の結果", post.get_absolute_url())
        for pk, post in posts.items()
    }


def _items(pks: set[int]) -> dict[int, Named]:
    return {
        pk: Named(f"{item.kind}「{item.alt_text}」", item.get_absolute_url())
        for pk, item in Item.objects.in_bulk(pks).items()
    }


BIGGEST: Final = 2**63
LOOK_UPS: Final[dict[str, Callable[[set[int]], dict[int, Named]]]] = {
    "posts.post": _posts,
    "posts.revision": _revisions,
    "posts.pattern": _patterns,
    "accounts.staff": _staff,
    "broadcasts.stop": _stops,
    "broadcasts.finding": _findings,
    "media.item": _items,
}
