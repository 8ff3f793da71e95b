"""What a comment proposes, for templates."""

from django import template

from posts.models import Comment, Post
from posts.proposals import Proposed
from posts.proposals import proposed as look_at

register = template.Library()


@register.simple_tag
def proposed(found: Comment, post: Post) -> Proposed:
    """`{% proposed one.comment post as proposal %}`: the difference, and whether it can be had."""
    return look_at(found, post)
