"""When a post goes out, for templates."""

from django import template

from posts.models import Post
from posts.moments import when_of

register = template.Library()


@register.filter
def when(post: Post) -> str:
    """`{{ post|when }}`: its time, 承認されたらすぐ（…）, or 未定."""
    return when_of(post)
