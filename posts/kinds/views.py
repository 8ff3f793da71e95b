"""訂正を作る and 中止・取消しを知らせる: the buttons on the page of a post that was sent."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from posts.kinds.choices import FOLLOWING, Kind
from posts.kinds.following import follow_up
from posts.loading import load, origin_of


@require_POST
def following(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a correction or a cancellation, and go on writing it."""
    staff, post = load(request, pk)
    kind = request.POST.get("follows", Kind.CORRECTION)
    if kind not in FOLLOWING:
        raise BadRequest("neither a correction nor a cancellation")
    made = follow_up(post, Kind(kind), actor=staff, origin=origin_of(request))
    messages.success(
        request, "下書きを用意しました。｛ ｝の部分を書き換えて、承認を依頼してください。"
    )
    return redirect("post_edit", pk=made.pk)
