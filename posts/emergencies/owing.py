"""Who owes a 事後報告 about an emergency, and must write it before going on with what can wait?"""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Staff
from posts.kinds.choices import Kind
from posts.models import Post, Revision

DUE: Final = timedelta(hours=24)


def why_not_ask(staff: Staff, post: Post) -> str:
    """Empty unless this person asked for an emergency whose report is late, and `post` can wait."""
    late = _late().filter(submitted_by=staff).first()
    if late is None or post.is_urgent:
        return ""
    return f"{_named(late)}書くまで、ほかの投稿の承認は依頼できません。"


def why_not_approve(staff: Staff, post: Post) -> str:
    """Empty unless this person approved an emergency whose report is late, and `post` can wait."""
    late = _late().filter(decision__decider=staff).first()
    if late is None or post.is_urgent:
        return ""
    return f"{_named(late)}書くまで、ほかの投稿は承認できません。"


def without_report() -> QuerySet[Revision]:
    """Approved emergencies nobody has reported on yet, the oldest first.

    Decisions and reports lie in a layer above; only their rows are asked here.
    """
    return (
        Revision.objects.filter(
            post__kind=Kind.EMERGENCY, decision__outcome="approved", after_report=None
        )
        .select_related("post__section", "submitted_by__section", "decision__decider__section")
        .order_by("decision__decided_at")
    )


def _late() -> QuerySet[Revision]:
    return without_report().filter(decision__decided_at__lte=timezone.now() - DUE)


def _named(revision: Revision) -> str:
    return (
        f"緊急の投稿「{revision.post.title}」の事後報告が、期限（承認から24時間）を過ぎています。"
    )
