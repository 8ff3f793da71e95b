"""Where is a picture or video used, and from whom is it to be kept until the 解禁日時?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry
from media.models import Item
from media.uses import Use
from posts.attachments import fields_with_media
from posts.bubbles import read
from posts.choices import Status
from posts.models import Post, PostQuerySet, Revision

# What is written then still goes on changing; in all other states a revision counts.
WRITTEN_ON: Final = (Status.DRAFT, Status.RETURNED, Status.WITHDRAWN)


def uses_in_posts(item: Item, staff: Staff) -> Iterator[Use]:
    """Each place that the person may read: drafts, and every revision, decided on, sent or old."""
    readable = Post.objects.visible_to(staff)
    for post in _having(item.pk, readable).filter(status__in=WRITTEN_ON):
        yield Use(
            title=post.title,
            address=post.get_absolute_url(),
            standing=post.get_status_display(),
            at=post.changed_at,
            part="下書き",
            who=post.drafter.with_section,
        )
    revisions = list(
        Revision.objects.filter(post__in=readable.values("pk"), canonical__contains=item.sha256)
        .select_related("post", "submitted_by__section")
        .order_by("-pk")
    )
    sent = _sent_at([one.post for one in revisions])
    for revision in revisions:
        yield _use(revision, sent)


def withheld_from(staff: Staff) -> set[int]:
    """Items of other sections that only their posts under embargo use (法2).

    What this person may read anyway, in a post without embargo, is not withheld.
    """
    readable = Post.objects.visible_to(staff)
    secret = Post.objects.filter(embargo_until__gt=Now()).exclude(section=staff.section_id)
    used_by: dict[int, set[int]] = defaultdict(set)
    for post in secret.exclude(pk__in=readable.values("pk")):
        for _, _, pk in fields_with_media(read(post.bubbles)):
            used_by[pk].add(post.section_id)
    if not used_by:
        return set()
    owners = Item.objects.filter(pk__in=used_by).values_list("pk", "section")
    return {
        pk
        for pk, section in owners
        if section in used_by[pk] and not _having(pk, readable).exists()
    }


def _having(pk: int, posts: PostQuerySet) -> PostQuerySet:
    return posts.filter(Q(bubbles__contains=[{"image": pk}]) | Q(bubbles__contains=[{"video": pk}]))


def _use(revision: Revision, sent: dict[str, datetime]) -> Use:
    post = revision.post
    is_current = post.current_revision_id == revision.pk
    sent_at = sent.get(trail.target_of(post)) if is_current else None
    return Use(
        title=post.title,
        address=post.get_absolute_url(),
        standing=post.get_status_display() if is_current else "以前の版",
        at=sent_at or revision.submitted_at,
        part=f"第{revision.number}版",
        who=revision.submitted_by.with_section,
    )


def _sent_at(posts: list[Post]) -> dict[str, datetime]:
    """When each of them was sent, by its name in the trail."""
    acts = (Action.SENDING_ACCEPTED, Action.FOUND_SENT)
    targets = [trail.target_of(post) for post in posts]
    entries = Entry.objects.filter(action__in=acts, target__in=targets).order_by("sequence")
    return {entry.target: entry.at for entry in entries}
