"""What has a post to pass before アカウント管理者 decides, according to the table of rules?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts import appointments
from accounts.models import Role, Section, Staff
from posts.models import Post, Revision, RouteRule, Step
from posts.routing.choices import RuleKind, StepKind

# What citizens were told so long ago is set right with everybody asked.
STILL_FRESH: Final = timedelta(days=14)


@dataclass(frozen=True)
class Planned:
    """One step to come, and the section whose people take it."""

    kind: StepKind
    section: Section


def plan(post: Post) -> tuple[Planned, ...]:
    """課内確認, then 合議 with each section asked; nothing for what is urgent.

    A correction or a cancellation is in a hurry for 14 days after its original went out.

    The last step is in no plan, since it is always there (運用).
    """
    if post.is_urgent and not _is_about_something_old(post):
        return ()
    rules = list(_about(post))
    reviewed = [
        Planned(StepKind.REVIEW, post.section) for one in rules if one.kind == RuleKind.REVIEW
    ]
    consulted = {
        one.consulted: Planned(StepKind.CONSULTATION, one.consulted)
        for one in rules
        if one.consulted is not None and one.consulted != post.section
    }
    return (*reviewed[:1], *consulted.values())


def is_weighty(post: Post) -> bool:
    """重要・異例, by the drafter's word or by the table: no deputy decides on it."""
    return post.is_weighty or any(one.kind == RuleKind.WEIGHTY for one in _about(post))


def weighty_among(posts: Iterable[Post]) -> set[int]:
    """The ids of those that are weighty; one question, however many posts."""
    rules = list(RouteRule.objects.in_force().filter(kind=RuleKind.WEIGHTY))
    return {
        post.pk for post in posts if post.is_weighty or any(_concerns(rule, post) for rule in rules)
    }


def frozen(planned: Iterable[Planned]) -> tuple[dict[str, str], ...]:
    """The plan as it becomes part of a revision."""
    return tuple({"kind": one.kind.value, "section": one.section.name} for one in planned)


def lay_out(revision: Revision, planned: Iterable[Planned]) -> None:
    """Write the steps that this revision has to pass."""
    Step.objects.bulk_create(
        Step(revision=revision, number=number, kind=one.kind, section=one.section)
        for number, one in enumerate(planned, start=1)
    )


def endorsers(section: Section, post: Post) -> list[Staff]:
    """Who may take a step for a section: its 課内確認者 who had no hand in the post."""
    found = appointments.holders(Role.SECTION_REVIEWER, on=timezone.localdate())
    return list(found.filter(section=section).exclude(contributions__post=post))


def without_anybody(post: Post, planned: Iterable[Planned]) -> str:
    """Why the plan cannot be followed, in words; empty when everyone asked exists."""
    lacking = [one.section.name for one in planned if not endorsers(one.section, post)]
    if not lacking:
        return ""
    return (
        f"{'、'.join(lacking)}に、この投稿を確認できる課内確認者がいません。"
        "システム管理者に、課内確認者の任命を頼んでください。"
    )


def _is_about_something_old(post: Post) -> bool:
    revision = post.original.current_revision if post.original else None
    return revision is not None and timezone.now() - revision.send_at > STILL_FRESH


def _about(post: Post) -> Iterable[RouteRule]:
    return RouteRule.objects.about(category=post.category, section=post.section)


def _concerns(rule: RouteRule, post: Post) -> bool:
    """What `RouteRuleQuerySet.about` asks PostgreSQL, of a rule at hand."""
    is_of_category = rule.category in {"", post.category}
    return is_of_category and rule.section_id in {None, post.section_id}
