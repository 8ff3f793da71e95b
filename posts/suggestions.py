"""この案に直す in the browser: one press at the comment that proposes other words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from posts.comments import back
from posts.loading import load
from posts.moves import ChangedMeanwhile
from posts.proposals import Unfit
from posts.suggesting import adopt

CHANGED = (
    "この画面を開いた後に、投稿かコメントが変わりました。何も直していません。"
    "いまの内容を確かめてから、もう一度押してください。"
)

BY_HAND = "「編集する」から直してください。"


@require_POST
def adoption(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """この案に直す."""
    staff, post = load(request, pk)
    found = get_object_or_404(post.comments.exclude(proposal=""), pk=comment_pk)
    try:
        adopt(found, actor=staff, version=_seen(request))
    except Unfit as unfit:
        messages.error(request, f"{unfit}{BY_HAND}")
    except ChangedMeanwhile:
        messages.error(request, CHANGED)
    else:
        messages.success(request, "修正案のとおりに直し、コメントを解決済みにしました。")
    return back(request, post)


def _seen(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() else 0
