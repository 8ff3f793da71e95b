"""Who is reminded of a revision that waits, and when: after a working day, or after minutes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import appointments, notices
from accounts.models import Role, Staff
from posts.kinds.choices import Kind
from posts.models import Call, Post, Revision, Step
from posts.moments import when
from posts.office_days import is_working_day
from posts.routing import calling
from posts.routing.deciders import authorities_in, first_of
from posts.routing.office import Office, office_at
from posts.routing.planning import next_step, weighty_among
from posts.routing.pressing import pressing
from posts.routing.queues import hands_among, steps_among
from posts.routing.why_asked import why_asked


@dataclass(frozen=True)
class _People:
    """Who could be asked, the same for every post: by section who takes its steps."""

    office: Office
    weighty: Collection[int]
    reviewers: dict[int, list[Staff]]


def due_among(posts: Iterable[Post]) -> list[Revision]:
    """Of the posts that wait, the revisions of which somebody is to be told now.

    Nothing is locked, and there are few questions however many posts: `remind` looks again at each
    of the few that are due.
    """
    found = list(posts)
    people = _People(office_at(timezone.now()), weighty_among(found), _reviewers())
    hands, told = hands_among(found), _told(found)
    due: list[Revision] = []
    for post, revision, step in steps_among(found):
        turns = _whose_turn(post, step, people, hands[post.pk])
        moments = (told.get((revision.pk, step.pk if step else None, one)) for one in turns)
        if any(moment is None or _is_due(moment, revision) for moment in moments):
            due.append(revision)
    return due


def remind(revision: Revision) -> int:
    """Ask whoever has become the one to act, and remind those who were asked too long ago.

    Returns how many were reminded. It is called again and again; what was told is a row, so that
    nobody is told twice.
    """
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        if not _still_waits(post, revision):
            return 0
        people = calling.ask(revision)
        step = next_step(revision)
        return sum(_remind_one(person, revision, step) for person in people)


def due_after(moment: datetime, *, is_urgent: bool) -> datetime:
    """When somebody who was asked at a moment is reminded: never on a day when 市役所 is closed.

    What is urgent knows no closed days.
    """
    if is_urgent:
        return moment + timedelta(minutes=settings.REMIND_URGENT_AFTER_MINUTES)
    due, left = timezone.localtime(moment), settings.REMIND_AFTER_WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= is_working_day(due.date())
    return due


def again(person: Staff, revision: Revision, step: Step | None) -> Call:
    """Note that a person is told of a revision once more."""
    told = Call.objects.filter(revision=revision, step=step, staff=person)
    last = told.aggregate(last=Max("number"))["last"] or 0
    return Call.objects.create(revision=revision, step=step, staff=person, number=last + 1)


def _still_waits(post: Post, revision: Revision) -> bool:
    return Post.objects.waiting().filter(pk=post.pk, current_revision=revision).exists()


def _remind_one(person: Staff, revision: Revision, step: Step | None) -> bool:
    last = Call.objects.filter(revision=revision, step=step, staff=person).latest("number")
    if not _is_due(last.at, revision):
        return False
    again(person, revision, step)
    what = step.get_kind_display() if step else "承認"
    post = revision.post
    notices.tell(
        person,
        subject=f"{pressing(post)}{what}をお待ちしています：{post.title_in_mails}",
        body=(
            f"{what}の依頼が、まだ済んでいません。\n\n"
            f"{why_asked(person, revision, step)}"
            f"件名：{post.title_in_mails}\n"
            f"依頼：{revision.submitted_by.with_section}\n"
            f"配信日時：{when(revision)}\n\n"
            "それまでに承認されない場合は、配信しません。\n"
            f"{calling.address_of(revision)}\n"
        ),
    )
    return True


def _is_due(told_at: datetime, revision: Revision) -> bool:
    is_urgent = revision.post.is_urgent or revision.at_once
    return timezone.now() >= due_after(told_at, is_urgent=is_urgent)


def _whose_turn(post: Post, step: Step | None, people: _People, hands: set[int]) -> list[int]:
    """What `calling.whose_turn` asks PostgreSQL about one post, with the answers at hand."""
    if step is not None:
        asked = people.reviewers.get(step.section_id, [])
        return [one.pk for one in asked if one.pk not in hands]
    may = authorities_in(people.office, post, hands=hands, weighty=post.pk in people.weighty)
    if post.kind == Kind.EMERGENCY:
        return [one.staff.pk for one in may]
    first = first_of(people.office, may)
    return [first.staff.pk] if first else []


def _reviewers() -> dict[int, list[Staff]]:
    found: dict[int, list[Staff]] = defaultdict(list)
    for one in appointments.holders(Role.SECTION_REVIEWER, on=timezone.localdate()):
        found[one.section_id].append(one)
    return found


def _told(posts: Iterable[Post]) -> dict[tuple[int, int | None, int], datetime]:
    """When each person was last told of each revision and step."""
    calls = Call.objects.filter(revision__in=[post.current_revision_id for post in posts])
    rows = calls.order_by("number").values_list("revision_id", "step_id", "staff_id", "at")
    return {(revision, step, staff): at for revision, step, staff, at in rows}
