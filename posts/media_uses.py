"""Where is a picture or video of the library used? In drafts, and in what was submitted."""

from collections.abc import Iterator

from django.db.models import Q

from media.models import Item
from media.uses import Use
from posts.models import Post


def uses_in_posts(item: Item) -> Iterator[Use]:
    """Each post that has it in the working copy, or in a revision that is decided on or sent."""
    in_draft = Q(bubbles__contains=[{"image": item.pk}]) | Q(bubbles__contains=[{"video": item.pk}])
    in_revision = Q(current_revision__canonical__contains=item.sha256)
    for post in Post.objects.filter(in_draft | in_revision):
        yield Use(
            title=post.title,
            address=post.get_absolute_url(),
            standing=post.get_status_display(),
            at=post.changed_at,
        )
