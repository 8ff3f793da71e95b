"""By which hand in a post is somebody barred from deciding on it, in words?"""

from accounts.models import Staff
from posts.models import Contribution, Post


def hand_in(post: Post, staff: Staff) -> str:
    """The reason, for a sentence about somebody who is among the contributors."""
    hands = Contribution.objects.filter(post=post, staff=staff)
    lesser = (Contribution.Kind.SUGGESTED, Contribution.Kind.COPIED)
    if hands.exclude(kind__in=lesser).exists():
        return "この投稿の作成・編集・依頼に関わったため"
    if hands.filter(kind=Contribution.Kind.COPIED).exists():
        return "この投稿のもとになった文章を書いたため"
    return "この投稿に修正案が採用されたため"
