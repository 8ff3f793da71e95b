"""How are the 決裁票 of any number of posts gathered from their rows and from the audit trail?

The number of queries does not depend on the number of posts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, prefetch_related_objects

from approvals.models import Hold
from approvals.sheets.passing import (
    decision_on,
    earlier_than,
    halt_of,
    holds_of,
    later_look_at,
    route_of,
)
from approvals.sheets.sheet import (
    Facts,
    Hand,
    Related,
    Report,
    Result,
    Sheet,
    Stopped,
    Wording,
)
from approvals.sheets.trails import Names, digests_of, result_of, trails_of
from approvals.sheets.wording import estimate_of, wording_of
from audit import trail
from audit.dates_ja import date_and_time
from audit.models import Entry
from posts.choices import Audience, Category, Confidentiality, Status
from posts.content import Content, read
from posts.kinds.choices import Kind, Level
from posts.models import Contribution, PatternVersion, Post, Revision, Step
from posts.sealing import seal

# The words of earlier revisions are heavy, and no sheet shows them.
REVISIONS = Revision.objects.defer("canonical").select_related(
    *("submitted_by__section", "halt__stopped_by__section", "halt__explained_by__section"),
    *("decision__decider__section", "decision__step_up", "decision__absence"),
    *("decision__later_review__reviewer__section", "after_report__written_by__section"),
)
STEPS = Step.objects.select_related("section", "endorsement__staff__section")
HOLDS = Hold.objects.select_related("held_by__section", "ended_by__section")
HANDS = Contribution.objects.select_related("staff__section").order_by("at", "pk")


def sheets_of(posts: Sequence[Post]) -> list[Sheet]:
    """The sheet of each post that was ever submitted, in the order of `posts`.

    The posts come from `PostQuerySet.visible_to`, so that the corrections named on a sheet are
    those that the reader may see.
    """
    asked = [post for post in posts if post.current_revision is not None]
    prefetch_related_objects(
        asked,
        Prefetch("revisions", REVISIONS),
        Prefetch("revisions__steps", STEPS),
        Prefetch("revisions__holds", HOLDS),
        Prefetch("contributions", HANDS),
        "written_from__approval__approved_by__section",
    )
    trails = trails_of(asked)
    return [_sheet(post, trails.get(trail.target_of(post), [])) for post in asked]


def _sheet(post: Post, entries: list[Entry]) -> Sheet:
    names = Names(entries)
    revisions = sorted(post.revisions.all(), key=lambda one: one.number)
    revision = next(one for one in revisions if one.pk == post.current_revision_id)
    decision = decision_on(revision)
    content = _content(post, entries, decision.digest if decision else revision.digest)
    halt = halt_of(revision, names)
    return Sheet(
        facts=_facts(post, revision, content, names),
        wording=wording_of(content) if content else Wording(),
        hands=tuple(_hands(post, names)),
        route=route_of(revision, names),
        holds=tuple(holds_of(revisions, names)),
        earlier=tuple(earlier_than(revision, revisions, names)),
        halt=halt,
        result=_stopped(halt) if halt else result_of(post, revision.number, entries),
        later_look=later_look_at(revision, names),
        report=_report(revision, names),
        related=tuple(_related(post)),
    )


def _facts(post: Post, revision: Revision, content: Content | None, names: Names) -> Facts:
    says = content or post
    people, people_on = estimate_of(content) if content else (None, None)
    pattern = post.written_from
    return Facts(
        number=post.pk,
        revision=revision.number,
        title=says.title,
        section=content.section if content else post.section.name,
        kind=Kind(says.kind).label,
        category=dict(Category.choices).get(says.category, ""),
        needs_reason=says.category == Category.OTHER,
        confidentiality=dict(Confidentiality.choices).get(says.confidentiality, ""),
        audience=dict(Audience.choices).get(says.audience, ""),
        is_weighty=says.is_weighty,
        people=people,
        people_on=people_on,
        at_once=revision.at_once,
        send_at=revision.send_at,
        decide_by=revision.decide_by,
        not_after=revision.not_after,
        level=Level(says.level).label if says.level else "",
        pattern=f"{pattern.title}（第{pattern.number}版）" if pattern else "",
        pattern_approved=_approved(pattern, names),
        asked_by=names.of(revision.submitted_by, revision.submitted_at),
        asked_at=revision.submitted_at,
        digest=revision.digest,
        is_whole=content is not None,
    )


def _approved(pattern: PatternVersion | None, names: Names) -> str:
    approval = getattr(pattern, "approval", None)
    if approval is None:
        return ""
    who = names.of(approval.approved_by, approval.approved_at)
    return f"事前の承認：{who}　{date_and_time(approval.approved_at)}"


def _content(post: Post, entries: list[Entry], decided: str) -> Content | None:
    """What was frozen, if it still is what its digest, the decision and the trail say."""
    revision = post.current_revision
    if revision is None:
        return None
    known = {seal(revision.canonical), decided, *digests_of(entries, revision.number)}
    if known != {revision.digest}:
        return None
    try:
        return read(revision.canonical)
    except ValueError:
        return None


def _hands(post: Post, names: Names) -> Iterator[Hand]:
    done: dict[tuple[int, str], list[Contribution]] = defaultdict(list)
    for one in post.contributions.all():
        done[one.staff_id, one.kind].append(one)
    for acts in done.values():
        first, last = acts[0], acts[-1]
        who, did = names.of(first.staff, first.at), first.get_kind_display()
        yield Hand(who, did, len(acts), first.at, last.at)


def _stopped(halt: Stopped) -> Result:
    return Result(outcome=Status.STOPPED.label, at=halt.at, who=halt.who, reason=halt.reason)


def _report(revision: Revision, names: Names) -> Report | None:
    written = getattr(revision, "after_report", None)
    if written is None:
        return None
    who = names.of(written.written_by, written.written_at)
    return Report(who, written.written_at, written.what_happened, written.what_to_do_better)


def _related(post: Post) -> Iterator[Related]:
    if post.original is not None:
        relation = f"この投稿が{post.get_kind_display()}の対象にした投稿"
        yield Related(post.original.pk, post.original.title, relation)
    for other in post.follow_ups.all():
        relation = f"この投稿についての{other.get_kind_display()}（{other.get_status_display()}）"
        yield Related(other.pk, other.title, relation)
