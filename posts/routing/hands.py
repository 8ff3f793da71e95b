"""By which hand in a post is somebody barred from deciding on it, in words?"""

from accounts.models import Staff
from posts.models import Contribution, Post


def hand_in(post: Post, staff: Staff) -> str:
    """The reason, for a sentence about somebody who is among the contributors."""
    hands = Contribution.objects.filter(post=post, staff=staff)
    if hands.exclude(kind=Contribution.Kind.SUGGESTED).exists():
        return "この投稿の作成・編集・依頼に関わったため"
    return "この投稿に修正案が採用されたため"
