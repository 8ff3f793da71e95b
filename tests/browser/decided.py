"""Posts as those who decide leave them: stopped, rejected, put off, about to go out, come again."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Staff
from approvals import decisions, halting, holding
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.submission import submit
from tests.office import approve, ask_approval, content, schedule
from tests.posts.answering import answer_all

IN_TWO_DAYS = timedelta(days=2)


def posts(drafter: Staff, manager: Staff) -> dict[str, Any]:
    """Name of the state to a post or revision that came there by the real acts."""
    held = ask_approval(drafter, title="市民講座の受講生募集", text="受講生を募集します。")
    holding.hold(held, actor=manager, reason="会場の返事を待っています。")
    rejected = ask_approval(drafter, title="商店の売出し", text="売出しを行います。")
    decisions.reject(rejected, actor=manager, reason="特定の店の宣伝にあたるためです。")
    at_once = ask_approval(
        drafter, title="停電のお知らせ", text="停電しています。", at_once=True, send_at=None
    )
    approve(at_once, manager)
    return {
        "stopped": _stopped(drafter, manager),
        "rejected": Post.objects.get(pk=rejected.post_id),
        "at_once": Post.objects.get(pk=at_once.post_id),
        "held": held,
        "changed": _changed(drafter, manager),
    }


def _stopped(drafter: Staff, manager: Staff) -> Post:
    send_at = timezone.now() + IN_TWO_DAYS
    post = schedule(drafter, manager, send_at=send_at, title="水道の工事", text="断水します。")
    halting.halt(post, actor=drafter)
    return Post.objects.get(pk=post.pk)


def _changed(drafter: Staff, manager: Staff) -> Revision:
    send_at = timezone.now() + IN_TWO_DAYS
    texts = ("工作教室を12時に開きます。", "工作教室を13時に開きます。申込みは不要です。")
    first = ask_approval(drafter, title="工作教室", text=texts[0], send_at=send_at)
    decisions.return_to_drafter(first, actor=manager, reason="時刻が違います。")
    post = Post.objects.get(pk=first.post_id)
    fields = content(title="工作教室", text=texts[1], send_at=send_at)
    post = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
