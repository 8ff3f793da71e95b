"""What was written about an emergency afterwards, and what is still owed?"""

from typing import Any

from django import template

from approvals import reporting
from approvals.models import AfterReport
from posts.emergencies.owing import without_report
from posts.models import Post

register = template.Library()


@register.inclusion_tag("approvals/_report_of.html")
def report_of(post: Post) -> dict[str, Any]:
    """`{% report_of post %}`: the way to the reports about a post that was an emergency."""
    written = AfterReport.objects.filter(revision__post=post).select_related("written_by__section")
    owed = [(one, reporting.due_at(one)) for one in without_report().filter(post=post)]
    return {"written": written, "owed": owed}
