"""Which mails are to be opened first?"""

from posts.kinds.choices import Kind
from posts.models import Post


def pressing(post: Post) -> str:
    """What the subject of a mail begins with: 【緊急】, 【急ぎ】, or nothing."""
    if post.kind == Kind.EMERGENCY:
        return "【緊急】"
    return "【急ぎ】" if post.is_urgent or post.at_once else ""
