"""Which kinds of post are there?"""

from typing import Final

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a post is to citizens; screening, renderer and worker go by it."""

    ORDINARY = "ordinary", "通常"
    SHARE = "share", "共有（ほかの発信の紹介）"
    CORRECTION = "correction", "訂正"
    CANCELLATION = "cancellation", "中止・取消し"
    DRILL = "drill", "訓練"


# They are about a post that was sent, and begin at its page only.
FOLLOWING: Final = (Kind.CORRECTION, Kind.CANCELLATION)
# What a drafter may choose in the editor.
CHOSEN: Final = tuple((kind.value, kind.label) for kind in (Kind.ORDINARY, Kind.SHARE, Kind.DRILL))
