"""What has a post to pass before アカウント管理者 decides, according to the table of rules?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from accounts import appointments
from accounts.models import Role, Section, Staff
from posts.choices import Status
from posts.models import Post, Revision, RouteRule, Step
from posts.routing.choices import RuleKind, StepKind

STANDING: Final = (Status.IN_APPROVAL, Status.APPROVED)


@dataclass(frozen=True)
class Planned:
    """One step to come, and the section whose people take it."""

    kind: StepKind
    section: Section


def plan(post: Post) -> tuple[Planned, ...]:
    """課内確認, then 合議 with each section asked; nothing for what is urgent.

    The last step is in no plan, since it is always there (運用).
    """
    if post.is_urgent:
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
    """重要・異例: no deputy decides on it.

    By the drafter's word or by the table, as they say now or said when it was asked about.
    """
    return bool(weighty_among([post]))


def is_weighty_now(post: Post) -> bool:
    """The same of what is about to be asked about, whatever was said of it before."""
    return _is_weighty_by(post, _weighty_rules())


def weighty_among(posts: Iterable[Post]) -> set[int]:
    """The ids of those that are weighty; one question, however many posts."""
    rules = _weighty_rules()
    return {post.pk for post in posts if _was_weighty(post) or _is_weighty_by(post, rules)}


def frozen(planned: Iterable[Planned]) -> tuple[dict[str, Any], ...]:
    """The plan as it becomes part of a revision; sections are renamed, and keep their ids."""
    return tuple(
        {
            "number": number,
            "kind": one.kind.value,
            "section": one.section.name,
            "section_id": one.section.pk,
        }
        for number, one in enumerate(planned, start=1)
    )


def lay_out(revision: Revision, planned: Iterable[Planned]) -> None:
    """Write the steps that this revision has to pass."""
    Step.objects.bulk_create(
        Step(revision=revision, number=number, kind=one.kind, section=one.section)
        for number, one in enumerate(planned, start=1)
    )


def next_step(revision: Revision) -> Step | None:
    """The step that waits to be taken; None when only the last word is missing."""
    steps = revision.steps.filter(endorsement=None).select_related("section")
    return steps.order_by("number").first()


def endorsers(section: Section, post: Post, *, but: Staff | None = None) -> list[Staff]:
    """Who may take a step for a section: its 課内確認者 who had no hand in the post.

    `but` is about to have one.
    """
    found = appointments.holders(Role.SECTION_REVIEWER, on=timezone.localdate())
    found = found.filter(section=section).exclude(contributions__post=post)
    return [one for one in found if one != but]


def without_anybody(post: Post, planned: Iterable[Planned], *, but: Staff | None = None) -> str:
    """Why the plan cannot be followed, in words; empty when everyone asked exists.

    `but` is who is about to ask, and takes no step then.
    """
    lacking = [one.section for one in planned if not endorsers(one.section, post, but=but)]
    closed = [one.name for one in lacking if one.closed_at is not None]
    if closed:
        return (
            f"決裁ルートにある{'、'.join(closed)}は、廃止されています。"
            "システム管理者に、決裁ルートの変更を頼んでください。"
        )
    if not lacking:
        return ""
    return (
        f"{'、'.join(one.name for one in lacking)}に、この投稿を確認できる課内確認者がいません。"
        "システム管理者に、課内確認者の任命を頼んでください。"
    )


def _about(post: Post) -> Iterable[RouteRule]:
    return RouteRule.objects.about(category=post.category, section=post.section)


def _weighty_rules() -> list[RouteRule]:
    return list(RouteRule.objects.in_force().filter(kind=RuleKind.WEIGHTY))


def _is_weighty_by(post: Post, rules: Iterable[RouteRule]) -> bool:
    # What is urgent waits for no line of the table: only who writes it can say that it has to.
    by_the_table = not post.is_urgent and any(_concerns(rule, post) for rule in rules)
    return post.is_weighty or by_the_table


def _was_weighty(post: Post) -> bool:
    # As long as the frozen text counts, it says so itself, and PostgreSQL goes by it.
    frozen_in = post.current_revision if post.status in STANDING else None
    return frozen_in is not None and frozen_in.is_weighty


def _concerns(rule: RouteRule, post: Post) -> bool:
    """What `RouteRuleQuerySet.about` asks PostgreSQL, of a rule at hand."""
    is_of_category = rule.category in {"", post.category}
    return is_of_category and rule.section_id in {None, post.section_id}
