"""Page 1 of 2: everything that somebody wants to know before they decide."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Staff
from approvals.changes import change_of
from approvals.facts_found import facts_found, only_fact
from approvals.forms import EndorsementForm, HoldForm, RejectionForm, ReturnForm
from approvals.last_look import wrong_by_now
from approvals.looking import seen_apart, when_read
from approvals.sheets.wording import estimate_of
from approvals.way import acts_on, in_place_of
from posts.answering.newly import newly_found
from posts.choices import Category
from posts.comments import open_comments
from posts.content import Content, alts_of, read
from posts.kinds.levels import facts_of
from posts.kinds.originals import shown_beside
from posts.models import Revision
from posts.moments import when
from posts.revisions import facts_of_content


def reading_page(
    request: HttpRequest, staff: Staff, revision: Revision, **forms: Any
) -> HttpResponse:
    """The page; `forms` are those that were sent and are to be mended, by the name of the act."""
    content = read(revision.canonical)
    blank = {
        "return": ReturnForm(post=revision.post),
        "rejection": RejectionForm(),
        "hold": HoldForm(),
        "endorsement": EndorsementForm(),
    }
    context = {
        **decided_on(revision, content, staff),
        **facts_of_content(content),
        **seen_apart(content, staff, revision.post),
        **acts_on(staff, revision),
        **shown_beside(revision.post),
        "change": change_of(revision, content),
        "comments": open_comments(revision.post),
        "forms": {**blank, **forms},
        "wrong": next(iter(forms.values()), None),
        "contributors": revision.post.contributors().select_related("section"),
    }
    context["in_place"] = in_place_of(context["authority"])
    return render(request, "approvals/read.html", context)


def counted_then(content: Content) -> dict[str, Any] | None:
    """How many people LINE had counted when the approval was asked for: that number is approved."""
    people, day = estimate_of(content)
    return {"reachable": people, "day": day} if people is not None else None


def decided_on(revision: Revision, content: Content, staff: Staff) -> dict[str, Any]:
    """What both pages say of the content."""
    return {
        "revision": revision,
        "post": revision.post,
        "content": content,
        "category": Category(content.category).label,
        "bubbles": content.messages,
        "alts": alts_of(content.media),
        "when": when(revision),
        "level": facts_of(content.level) if content.level else None,
        "shown_at": when_read(content),
        "friends": counted_then(content),
        "news": facts_found(newly_found(content), staff, revision.post),
        "wrong_by_now": [only_fact(words) for words in wrong_by_now(revision, content)],
    }
