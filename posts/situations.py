"""How the page of a post notices that the post has moved on, without being opened again."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.requests import staff_of
from posts.choices import Status
from posts.models import Post

SOON: Final = timedelta(hours=1)
SECONDS_WHILE_SENDING: Final = 2
SECONDS_WHILE_WAITING: Final = 15


@require_safe
def situation(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked by the open page with the state it shows: nothing to say, or look again."""
    post = get_object_or_404(Post.objects.visible_to(staff_of(request)), pk=pk)
    if request.GET.get("seen") == post.standing:
        return HttpResponse(status=204)
    return HttpResponseClientRefresh()


def seconds_between_looks(post: Post) -> int:
    """How often the open page should ask, in seconds; 0 when nothing will change by itself."""
    if post.status == Status.SENDING:
        return SECONDS_WHILE_SENDING
    if post.status == Status.IN_APPROVAL:
        return SECONDS_WHILE_WAITING
    is_near = post.send_at is not None and post.send_at <= timezone.now() + SOON
    return SECONDS_WHILE_SENDING if post.status == Status.APPROVED and is_near else 0
