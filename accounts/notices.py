"""How a person is told by mail: written with the act, sent by a worker, never lost with Redis."""

import logging
from datetime import timedelta

from django.core.mail import send_mail
from django.utils import timezone

from accounts.models import Notice, Staff

logger = logging.getLogger(__name__)

SUBJECT_PREFIX = "【LINE配信管理】"
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 3600
# With an hour between the later tries, a mail server may be down for three days.
GIVE_UP_AFTER = 80


def tell(recipient: Staff, *, subject: str, body: str, address: str = "") -> Notice:
    """Write a mail to one person; call it inside the transaction of the act it tells of.

    It goes to the address that the person has when it is sent, or to `address`, if there is one.
    """
    # A subject is one line: a line break in it would be a header of its own.
    line = " ".join(f"{SUBJECT_PREFIX}{subject}".split())
    return Notice.objects.create(
        recipient=recipient, subject=line[:200], body=body, address=address
    )


def send_waiting(limit: int = 100) -> int:
    """Send what has not been sent yet, oldest first; returns how many went out.

    A mail may arrive twice when the worker dies between sending and writing it down; that is
    the harmless side to err on for a mail to a colleague.
    """
    ids = list(
        Notice.objects.filter(
            sent_at=None, attempts__lt=GIVE_UP_AFTER, next_attempt_at__lte=timezone.now()
        )
        .order_by("created_at")
        .values_list("pk", flat=True)[:limit]
    )
    return sum(_send(pk) for pk in ids)


def _send(pk: int) -> bool:
    # The counter is the claim: of two workers that saw the same row, one moves it.
    notice = Notice.objects.select_related("recipient").get(pk=pk)
    claimed = Notice.objects.filter(pk=pk, sent_at=None, attempts=notice.attempts).update(
        attempts=notice.attempts + 1, next_attempt_at=timezone.now() + _wait(notice.attempts)
    )
    if not claimed:
        return False
    address = notice.address or notice.recipient.email
    if not address:
        Notice.objects.filter(pk=pk).update(last_error="メールアドレスが登録されていません。")
        return False
    try:
        send_mail(notice.subject, notice.body, None, [address])
    except (OSError, ValueError) as error:  # of this mail alone: the next one must go out
        logger.warning("notice %s was not sent: %s", pk, error)
        Notice.objects.filter(pk=pk).update(last_error=str(error))
        return False
    Notice.objects.filter(pk=pk).update(sent_at=timezone.now(), last_error="")
    return True


def _wait(attempts: int) -> timedelta:
    seconds = min(FIRST_WAIT_SECONDS * 2 ** min(attempts, 20), LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds)
