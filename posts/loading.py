"""How a post is found: through the eyes of the person who asks, and where it is corrected."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Staff
from accounts.requests import staff_of
from posts.models import Post


def load(request: HttpRequest, pk: int) -> tuple[Staff, Post]:
    """The person and the post. Raises Http404 for a post that the person may not see."""
    staff = staff_of(request)
    return staff, get_object_or_404(Post.objects.visible_to(staff), pk=pk)


def what_is_missing(post: Post) -> str:
    """The address of the editor that also says what is missing before the submission."""
    return f"{reverse('post_edit', args=[post.pk])}?check"
