"""Which reports about emergencies wait for a person, and what was written about one?"""

from typing import Any

from django import template
from django.utils import timezone

from accounts.models import Staff
from approvals import reporting
from approvals.models import AfterReport
from posts.emergencies.owing import without_report
from posts.models import Post

register = template.Library()


@register.inclusion_tag("approvals/_reports.html", takes_context=True)
def reports_owed(context: dict[str, Any]) -> dict[str, Any]:
    """`{% reports_owed %}`: a task for each emergency the signed-in person can report on."""
    staff = getattr(context["request"], "user", None)
    if not isinstance(staff, Staff):
        return {}
    now = timezone.now()
    found = [(one, reporting.due_at(one)) for one in reporting.owed_by(staff)]
    return {"owed": [(one, due, due <= now) for one, due in found]}


@register.inclusion_tag("approvals/_report_of.html")
def report_of(post: Post) -> dict[str, Any]:
    """`{% report_of post %}`: the way to the reports about a post that was an emergency."""
    written = AfterReport.objects.filter(revision__post=post).select_related("written_by__section")
    owed = [(one, reporting.due_at(one)) for one in without_report().filter(post=post)]
    return {"written": written, "owed": owed}
