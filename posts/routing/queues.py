"""To whom does each of the waiting posts fall now? Few questions, however many posts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from accounts import duties
from accounts.models import Role, Staff
from posts.choices import Status
from posts.models import Contribution, Post, Revision, Step
from posts.routing.choices import Capacity
from posts.routing.deciders import Authority, authorities_in, first_of
from posts.routing.office import office_at
from posts.routing.planning import weighty_among

TAKING_PART = (Role.ACCOUNT_MANAGER, Role.DEPUTY, Role.SECTION_REVIEWER)


@dataclass(frozen=True)
class Turn:
    """Where one waiting post stands, seen by one person.

    `step` is what waits to be taken, None when only the last word is missing; `authority` the
    right of the person to that word, and `first` who is asked for it. `is_held` is known of posts
    of `turns_of` only.
    """

    post: Post
    revision: Revision
    step: Step | None
    authority: Authority | None
    first: Authority | None
    endorses: bool
    is_held: bool = False

    @property
    def is_own(self) -> bool:
        """Is it up to this person now?"""
        return self.endorses if self.step is not None else self.authority is not None

    @property
    def stands_in(self) -> Authority | None:
        """Who decides in place of アカウント管理者, if that is so."""
        first = self.first
        return first if first and first.capacity != Capacity.ACCOUNT_MANAGER else None


def takes_part(staff: Staff) -> bool:
    """Does this person decide on posts or check them, today or on duty now?"""
    if not staff.is_active:
        return False
    holds = staff.appointments.current().filter(role__in=TAKING_PART)
    return holds.exists() or duties.duty_of(staff) is not None


def hands_among(posts: Iterable[Post]) -> dict[int, set[int]]:
    """The ids of those who had a hand in each of the posts."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Contribution.objects.filter(post__in=[post.pk for post in posts])
    for post, staff in rows.values_list("post_id", "staff_id"):
        found[post].add(staff)
    return found


def steps_among(posts: Sequence[Post]) -> Iterator[tuple[Post, Revision, Step | None]]:
    """Each of the posts with what it waits with, and the step that is next, if there is one."""
    steps = Step.objects.select_related("section", "endorsement").order_by("number")
    prefetch_related_objects(posts, Prefetch("current_revision__steps", steps))
    for post in posts:
        revision = post.current_revision
        if revision is not None:
            revision.post = post
            ahead = (one for one in revision.steps.all() if not hasattr(one, "endorsement"))
            yield post, revision, next(ahead, None)


def turns_of(staff: Staff) -> list[Turn]:
    """Every post in 承認待ち that the person may read, overdue or not, the nearest time first."""
    posts = Post.objects.visible_to(staff).filter(status=Status.IN_APPROVAL)
    posts = posts.select_related("current_revision__submitted_by__section")
    # Counting takes the usual order away.
    return turns(staff, posts.counting_open_comments(staff).marking_held().by_time())


def turns(staff: Staff, posts: Iterable[Post]) -> list[Turn]:
    """Where each of the posts stands, in their order."""
    found = list(posts)
    office, weighty, hands = office_at(timezone.now()), weighty_among(found), hands_among(found)
    reviews = staff.holds(Role.SECTION_REVIEWER)
    made: list[Turn] = []
    for post, revision, step in steps_among(found):
        may = authorities_in(office, post, hands=hands[post.pk], weighty=post.pk in weighty)
        is_asked = step is not None and step.section_id == staff.section_id
        made.append(
            Turn(
                post=post,
                revision=revision,
                step=step,
                authority=next((one for one in may if one.staff == staff), None),
                first=first_of(office, may),
                endorses=reviews and is_asked and staff.pk not in hands[post.pk],
                is_held=getattr(post, "is_held", False),
            )
        )
    return made
