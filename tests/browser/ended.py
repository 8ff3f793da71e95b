"""Posts as the worker and the clock leave them: sent, failed, in doubt, on the way, or too late."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from accounts.models import Staff
from broadcasts.delivery import claim_next, settle
from broadcasts.models import Broadcast
from broadcasts.preparation import prepare_next
from line.client import Answer, Outcome
from posts import drafts
from posts.models import Post
from tests.broadcasts.queue import due_post, make_due_again
from tests.office import ask_approval, write

ACCEPTED = Answer(Outcome.ACCEPTED, 200, "0f8c1d2e-6a47-4c39-9b1e-3d5a7c8e9f01", "", "")
UNKNOWN = Answer(Outcome.UNKNOWN, 500, "req-2", "", "LINEが500を返しました。")
REFUSED = Answer(Outcome.REFUSED, 400, "req-3", "", "本文の形が違います。")


def posts(drafter: Staff, manager: Staff) -> dict[str, Post]:
    """Name of the state to a post that came there by the real acts."""
    return {
        "sent": _sent(drafter, manager),
        "failed": _attempted(drafter, manager, "避難訓練のお知らせ", REFUSED),
        "uncertain": _attempted(drafter, manager, "道路工事のお知らせ", UNKNOWN, REFUSED),
        "overdue": _overdue(drafter),
        "withdrawn": _withdrawn(drafter),
        # The last one: its request stays open, and would be claimed instead of another.
        "sending": _attempted(drafter, manager, "断水のお知らせ", None),
    }


def _sent(drafter: Staff, manager: Staff) -> Post:
    post = _attempted(drafter, manager, "図書館の休館日", ACCEPTED)
    Broadcast.objects.filter(revision=post.current_revision).update(
        friends=12_304, friends_on=timezone.localdate()
    )
    return post


def _attempted(drafter: Staff, manager: Staff, title: str, *answers: Answer | None) -> Post:
    post = due_post(drafter, manager, title=title)
    prepare_next()
    for answer in answers:
        make_due_again()
        claim = claim_next()
        assert claim is not None
        if answer is not None:
            settle(claim, answer)
    return Post.objects.get(pk=post.pk)


def _overdue(drafter: Staff) -> Post:
    send_at = timezone.now() - timedelta(minutes=5)
    with time_machine.travel(send_at - timedelta(hours=1), tick=False):
        return ask_approval(drafter, title="成人式のご案内", send_at=send_at).post


def _withdrawn(drafter: Staff) -> Post:
    post = write(drafter, title="花火大会のお知らせ")
    drafts.withdraw(post, actor=drafter, reason="雨天のため中止になりました。")
    return post
