"""How a post that nobody decided on in time makes itself heard: once for each revision."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import appointments, notices
from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from audit.trail import SYSTEM
from posts.concerned import those_concerned
from posts.models import Expiry, Post, Revision
from posts.permissions import writes

FOR_THE_DRAFTER = "投稿を取り下げて下書きに戻し、日時を直してから、もう一度承認を依頼してください。"
FOR_THE_MANAGER = "承認はできません。起案した課が取り下げて日時を直すか、あなたが差し戻します。"
# What goes out at once has no time of its own that could be set right.
AGAIN = "投稿を取り下げて下書きに戻し、もう一度承認を依頼してください。"
AGAIN_FOR_THE_MANAGER = (
    "承認はできません。起案した課が取り下げて依頼し直すか、あなたが差し戻します。"
)


def report_overdue() -> int:
    """Tell of every post whose time came while it waited for a decision; how many were new.

    The post itself goes on waiting, so that it can be withdrawn or returned. What has been told
    is a row, so that neither a second worker nor the next look tells it again.
    """
    late = Post.objects.overdue().filter(current_revision__expiry=None).by_time()
    return sum(_report(pk) for pk in list(late.values_list("pk", flat=True)))


def missed(revision: Revision) -> str:
    """What passed before anybody decided: the time of sending, or the time for a decision."""
    if not revision.at_once:
        return "配信日時"
    until = timezone.localtime(revision.decide_by)
    return f"承認の期限（{until.hour}時{until.minute:02d}分）"


def _report(pk: int) -> bool:
    with transaction.atomic():
        late = Post.objects.overdue().filter(pk=pk)
        post = late.select_for_update(of=("self",)).first()
        if post is None:
            return False
        revision = Revision.objects.select_related("submitted_by").get(
            pk=post.current_revision_id or 0
        )
        _, is_new = Expiry.objects.get_or_create(revision=revision)
        if not is_new:
            return False
        _tell(post, revision)
        trail.record(
            Action.POST_EXPIRED,
            target=post,
            actor=SYSTEM,
            detail={"revision": revision.number, "digest": revision.digest},
        )
    return True


def _tell(post: Post, revision: Revision) -> None:
    concerned, manager = those_concerned(revision), appointments.account_manager()
    again, instead = FOR_THE_DRAFTER, FOR_THE_MANAGER
    if revision.at_once:
        again, instead = AGAIN, AGAIN_FOR_THE_MANAGER
    for person in concerned:
        if person != manager or writes(person, post):
            _tell_one(person, post, revision, what_to_do=again)
    if manager is not None and not (manager in concerned and writes(manager, post)):
        _tell_one(manager, post, revision, what_to_do=instead)


def _tell_one(person: Staff, post: Post, revision: Revision, *, what_to_do: str) -> None:
    notices.tell(
        person,
        subject=f"承認の期限切れ：{post.title_in_mails}",
        body=(
            f"承認されないまま、{missed(revision)}を過ぎました。配信していません。\n\n"
            f"件名：{post.title_in_mails}\n"
            f"{_time_of(revision)}\n\n"
            f"{what_to_do}\n\n"
            f"{settings.SITE_URL}{post.get_absolute_url()}\n"
        ),
    )


def _time_of(revision: Revision) -> str:
    if revision.at_once:
        return f"承認の期限：{date_and_time(revision.decide_by)}"
    return f"配信日時：{date_and_time(revision.send_at)}"
