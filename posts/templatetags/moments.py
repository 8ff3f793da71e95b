"""When a post goes out, for templates."""

from django import template

from posts import overdue
from posts.models import Post, Revision
from posts.moments import time_left, when_of

register = template.Library()


@register.filter
def when(post: Post) -> str:
    """`{{ post|when }}`: its time, 承認されたらすぐ（…）, or 未定."""
    return when_of(post)


@register.filter
def missed(revision: Revision) -> str:
    """`{{ revision|missed }}`: 配信日時, or 承認の期限（10時15分）."""
    return overdue.missed(revision)


@register.filter
def left(revision: Revision) -> str:
    """`{{ revision|left }}`: 承認の期限まであと40分; empty while that is more than a day."""
    return time_left(revision)
