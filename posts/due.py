"""By which columns does the send loop find the next post, however many are waiting?"""

from typing import Final

from django.db import models
from django.db.models import Q

from posts.choices import Status
from posts.kinds.choices import Kind

# `Post.send_at` of an approved post is the start that its decision gives (docs/decisions/0019).
APPROVED_INDEXES: Final = [
    models.Index(name="post_approved", fields=["send_at"], condition=Q(status=Status.APPROVED)),
    models.Index(
        name="post_approved_emergency",
        fields=["send_at"],
        condition=Q(status=Status.APPROVED, kind=Kind.EMERGENCY),
    ),
]
APPROVED_HAS_ITS_TIME: Final = models.CheckConstraint(
    name="post_approved_has_its_time",
    condition=~Q(status=Status.APPROVED) | Q(send_at__isnull=False),
)
