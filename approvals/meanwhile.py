"""Somebody was faster: who, and with what?"""

from typing import Final

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from posts.models import Post

# What takes a post out of the hands of those who have it before their eyes.
MOVES: Final = (
    *(Action.POST_APPROVED, Action.POST_RETURNED, Action.POST_REJECTED, Action.POST_WITHDRAWN),
    *(Action.POST_RETIMED, Action.POST_ENDORSED, Action.POST_HELD, Action.POST_RESUMED),
    *(Action.POST_STOPPED, Action.POST_SUBMITTED, Action.POST_REOPENED, Action.SENDING_STARTED),
)
CHANGED: Final = "この画面を開いた後に状態が変わりました。"
LOOK_AGAIN: Final = "いまの状態を確かめてください。"


def who_was_faster(post: Post, staff: Staff) -> str:
    """A sentence for whoever comes too late: 田中 恵子（情報政策課）さんが先に、…をしました。"""
    last = trail.history_of(post).filter(action__in=MOVES).last()
    if last is None:
        return f"{CHANGED}{LOOK_AGAIN}"
    when, act = date_and_time(last.at), last.get_action_display()
    if last.actor_id == staff.as_actor().id:
        return f"{CHANGED}あなたが{when}に「{act}」をしました。{LOOK_AGAIN}"
    who = last.actor_label if last.actor_id == trail.SYSTEM.id else f"{last.actor_label}さん"
    return f"{CHANGED}{who}が{when}に「{act}」をしました。{LOOK_AGAIN}"
