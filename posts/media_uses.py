"""Where is a picture or video of the library used? In drafts, and in what was submitted."""

from collections.abc import Iterator

from django.db.models import Q

from accounts.models import Staff
from media.models import Item
from media.uses import Use
from posts.models import Post


def uses_in_posts(item: Item, staff: Staff) -> Iterator[Use]:
    """Each post the person may read that has it: as it is written, decided on, or sent."""
    in_draft = Q(bubbles__contains=[{"image": item.pk}]) | Q(bubbles__contains=[{"video": item.pk}])
    in_revision = Q(current_revision__canonical__contains=item.sha256)
    for post in Post.objects.visible_to(staff).filter(in_draft | in_revision):
        yield Use(
            title=post.title,
            address=post.get_absolute_url(),
            standing=post.get_status_display(),
            at=post.changed_at,
        )
