"""Who is asked by mail to act on a revision? Everyone once for each thing, whatever happens."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from accounts import notices
from accounts.models import Staff
from posts.models import Call, Revision, Step
from posts.moments import when
from posts.routing.planning import endorsers, next_step
from posts.routing.pressing import pressing
from posts.routing.those_asked import those_asked
from posts.routing.why_asked import why_asked


def ask(revision: Revision) -> tuple[Staff, ...]:
    """Ask those whose turn it is and who have not been asked yet; returns whose turn it is.

    Called with the submission and each step, and again while it waits: who becomes the one to
    decide in the meantime, because somebody is away now, is asked then. Mails hold no word of the
    post beyond its title, and an address that needs a sign-in.
    """
    step = next_step(revision)
    people = tuple(whose_turn(revision, step))
    known = set(
        Call.objects.filter(revision=revision, step=step).values_list("staff_id", flat=True)
    )
    for person in people:
        if person.pk not in known:
            Call.objects.create(revision=revision, step=step, staff=person)
            _tell(person, revision, step)
    return people


def whose_turn(revision: Revision, step: Step | None) -> Iterable[Staff]:
    """Those who may act now: of an emergency all, else only the one whose word is the last."""
    if step is not None:
        return endorsers(step.section, revision.post)
    return [one.staff for one in those_asked(revision.post)]


def address_of(revision: Revision) -> str:
    """Where a revision is read and decided on, for a mail."""
    return f"{settings.SITE_URL}{reverse('approval', args=[revision.pk])}"


def _tell(person: Staff, revision: Revision, step: Step | None) -> None:
    post = revision.post
    what = step.get_kind_display() if step else "承認"
    notices.tell(
        person,
        subject=f"{pressing(post)}{what}の依頼：{post.title_in_mails}",
        body=(
            f"{revision.submitted_by.with_section}から、LINEの投稿の{what}の依頼がありました。\n\n"
            f"{why_asked(person, revision, step)}"
            f"件名：{post.title_in_mails}\n"
            f"配信日時：{when(revision)}\n\n"
            f"内容を確かめて、{what}または差戻しをしてください。\n"
            f"{address_of(revision)}\n"
        ),
    )
