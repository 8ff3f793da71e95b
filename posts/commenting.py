"""How is a part of a post remarked on, and the remark answered? By anyone who may read the post."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import notices
from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts.models import Comment, Post
from posts.moves import ChangedMeanwhile
from posts.permissions import demand, drafts_for_section
from posts.side_models import STRETCH


def comment(
    post: Post, *, actor: Staff, words: str, place: str = "", quote: str = "", before: str = ""
) -> Comment:
    """A remark on a part of the post, told to its drafter by mail; no contribution to it.

    Of those in ten minutes only the first is told. The mail holds neither words of the post nor
    of the remark, which may quote it. Raises
    PermissionDenied for who may not read the post.
    """
    _demand_reader(post, actor)
    with transaction.atomic():
        # Of several in a row the first is told: one mail leads to all of them.
        since = timezone.now() - STRETCH
        is_news = not post.comments.filter(author=actor, at__gt=since).exists()
        made = Comment.objects.create(
            post=post, author=actor, words=words, place=place, quote=quote, before=before
        )
        if is_news and post.drafter_id != actor.pk and _reads(post, post.drafter):
            _tell_the_drafter(post, actor)
        trail.record(
            Action.COMMENTED, target=post, actor=actor.as_actor(), detail={"comment": made.pk}
        )
    return made


def why_not_settle(staff: Staff, found: Comment) -> str:
    """Empty for whoever made the comment, writes the post or decides on it; otherwise why not."""
    concerned = found.author_id == staff.pk or drafts_for_section(staff, found.post)
    if _reads(found.post, staff) and (concerned or staff.is_account_manager):
        return ""
    return "コメントを解決済みにできるのは、書いた人と、投稿の課の起案者、アカウント管理者です。"


def resolve(found: Comment, *, actor: Staff) -> None:
    """Answered, or taken up. Raises PermissionDenied, and ChangedMeanwhile when it was already."""
    _settle(found, actor, is_open=True)


def open_again(found: Comment, *, actor: Staff) -> None:
    """Not settled after all. Raises PermissionDenied, and ChangedMeanwhile when it is open."""
    _settle(found, actor, is_open=False)


def _settle(found: Comment, actor: Staff, *, is_open: bool) -> None:
    demand(why_not_settle(actor, found))
    settled = {"resolved_at": timezone.now(), "resolved_by": actor}
    change = settled if is_open else dict.fromkeys(settled)
    with transaction.atomic():
        known = Comment.objects.filter(pk=found.pk, resolved_at__isnull=is_open)
        if not known.update(**change):
            raise ChangedMeanwhile(f"comment {found.pk} was settled or opened meanwhile")
        trail.record(
            Action.COMMENT_RESOLVED if is_open else Action.COMMENT_REOPENED,
            target=found.post,
            actor=actor.as_actor(),
            detail={"comment": found.pk},
        )


def _demand_reader(post: Post, actor: Staff) -> None:
    if not _reads(post, actor):
        raise PermissionDenied("この投稿にはコメントできません。")


def _reads(post: Post, staff: Staff) -> bool:
    return Post.objects.visible_to(staff).filter(pk=post.pk).exists()


def _tell_the_drafter(post: Post, author: Staff) -> None:
    address = f"{settings.SITE_URL}{reverse('post_comments', args=[post.pk])}"
    notices.tell(
        post.drafter,
        subject=f"コメント：{post.title_in_mails}",
        body=(
            f"件名：{post.title_in_mails}\n\n"
            f"{author.with_section}がコメントを書きました。\n\n{address}\n"
        ),
    )
