"""How is a revision found through the eyes of the person who asks, and can it be decided on?"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import Staff
from accounts.requests import staff_of
from posts.choices import Status
from posts.models import Post, Revision


def load(request: HttpRequest, pk: int) -> tuple[Staff, Revision]:
    """The person and the revision. Raises Http404 for one that the person may not see."""
    staff = staff_of(request)
    revision = get_object_or_404(
        Revision.objects.select_related(
            "post__section", "post__current_revision", "submitted_by__section"
        ),
        pk=pk,
        post__in=Post.objects.visible_to(staff),
    )
    return staff, revision


def waits(revision: Revision) -> bool:
    """Is this the one that waits for a decision?"""
    post = revision.post
    return post.status == Status.IN_APPROVAL and post.current_revision_id == revision.pk
