"""What LINE has counted of a post, on the page of the post."""

from typing import Any

from django import template
from django.utils import timezone

from broadcasts.insight import words
from broadcasts.models import Broadcast, State
from posts.choices import Status
from posts.models import Post

register = template.Library()


@register.inclusion_tag("broadcasts/_insight.html")
def insight_of(post: Post) -> dict[str, Any]:
    """`{% insight_of post %}`: the numbers in words, when they were asked for, and until when."""
    if post.status != Status.SENT:
        return {}
    sent = Broadcast.objects.filter(revision=post.current_revision_id, state=State.ACCEPTED)
    broadcast = sent.select_related("insight").first()
    if broadcast is None or broadcast.finished_at is None:
        return {}
    insight = getattr(broadcast, "insight", None)
    return {
        "numbers": words.numbers_of(insight),
        "insight": insight,
        "can_be_asked": bool(broadcast.request_id),
        "until": words.counted_until(broadcast.finished_at),
        "is_counting": words.is_counting(broadcast.finished_at, timezone.now()),
    }
