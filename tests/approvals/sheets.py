"""How a test comes by a 決裁票: the life of a post by the real verbs, and its sheet in words."""

import uuid
from collections.abc import Sequence

from accounts.models import Role, Staff
from approvals.sheets import paper
from approvals.sheets.gathering import sheets_of
from approvals.sheets.sheet import Sheet
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, Revision, RouteRule
from posts.routing.choices import RuleKind
from posts.submission import submit
from tests.office import content, hire
from tests.posts.answering import answer_all


def sheet_of(post: Post, reader: Staff) -> Sheet:
    """The sheet as this person sees it."""
    (found,) = sheets_of([Post.objects.visible_to(reader).get(pk=post.pk)])
    return found


def said(sheet: Sheet) -> dict[str, str]:
    """What the sheet says, by heading."""
    return {
        part.heading: "\n".join(f"{row.label}：{row.words}" for row in part.rows)
        for part in paper.parts(sheet)
    }


def written_by(authors: Sequence[Staff], **changes: object) -> Post:
    """起案 by the first, edited by the others."""
    fields = content(**changes)
    post = drafts.create(actor=authors[0], origin=uuid.uuid4(), fields=fields)
    for number, author in enumerate(authors[1:], 1):
        post = drafts.edit(
            post, actor=author, version=number, fields={**fields, "title": f"案{number}"}
        )
    return post


def asked_for(post: Post, actor: Staff) -> Revision:
    """承認依頼 of a post as it stands."""
    post.refresh_from_db()
    answer_all(post, actor)
    return submit(post, actor=actor, version=post.version, declared=EVERYTHING)


def with_a_review_and_a_consultation(manager: Staff) -> tuple[Staff, Staff]:
    """The table asks 観光課's reviewer, then 環境政策課; the two people who are asked."""
    reviewer = hire("1102", "類家 守", "観光課", Role.SECTION_REVIEWER)
    consulted = hire("1103", "八木橋 純", "環境政策課", Role.SECTION_REVIEWER)
    for kind, section in ((RuleKind.REVIEW, None), (RuleKind.CONSULTATION, consulted.section)):
        RouteRule.objects.create(
            kind=kind, consulted=section, made_by=manager, reason="取決めのとおり"
        )
    return reviewer, consulted
