"""The state of a post as a chip: a shape and a word, never a colour alone."""

from typing import Final

from django import template

from posts.choices import OVERDUE, Status

register = template.Library()

ICONS: Final = {
    Status.DRAFT: "pencil",
    Status.IN_APPROVAL: "clock",
    Status.RETURNED: "arrow-uturn-left",
    Status.APPROVED: "calendar",
    Status.SENDING: "paper-airplane",
    Status.SENT: "check",
    Status.FAILED: "x-circle",
    Status.UNCERTAIN: "question-mark-circle",
    Status.WITHDRAWN: "no-symbol",
    Status.STOPPED: "hand-raised",
    Status.REJECTED: "x-circle",
}


@register.inclusion_tag("components/status.html")
def status_chip(status: str) -> dict[str, str]:
    """`{% status_chip post.standing %}`; also takes a mere state."""
    if status == OVERDUE:
        return {"status": OVERDUE, "label": "期限切れ", "icon": "exclamation-triangle"}
    found = Status(status)
    return {"status": found.value, "label": found.label, "icon": ICONS[found]}
