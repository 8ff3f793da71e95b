"""Has one of two people lately opened the way into the account of the other?

Two people are two only while each alone can sign in as themselves. Whoever issued somebody's
password or reset their factors saw what opens the account; for some days the two do not count as
two. The trail says who did it; the requests say who asked for it.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from personnel.models import HelpKind, HelpOutcome, HelpRequest

LATELY: Final = timedelta(days=7)
_DONE: Final = Q(action__in=[Action.FACTORS_RESET, Action.TEMPORARY_PASSWORD_ISSUED]) | Q(
    action=Action.STAFF_CORRECTED, detail__contains={"fields": ["email"]}
)
_ASKED: Final = [HelpKind.FACTORS, HelpKind.PASSWORD, HelpKind.ADDRESS]


def why_not_two(asker: Staff, second: Staff) -> str:
    """Empty when these two count as two people; otherwise the reason.

    The second may not have been helped by the asker, who asked for it or did it; nor the asker by
    the second, who then saw the password. Having asked for the help of the asker is no hindrance:
    otherwise an office of two administrators could do nothing for a week after a lost phone.
    """
    if _did(asker, second) or _asked(asker, second) or _did(second, asker):
        return (
            f"{asker.name}さんと{second.name}さんの間で、7日以内に、仮パスワードの発行、"
            "認証手段のリセットかメールアドレスの修正がありました。ほかの人の確認が必要です。"
        )
    return ""


def warning_about(staff: Staff, asker: Staff) -> str:
    """What whoever confirms a role must ask first; empty when the asker did nothing lately."""
    if not _did(asker, staff):
        return ""
    return (
        f"申請した{asker.name}さんは、7日以内に、{staff.name}さんの仮パスワードを発行したか、"
        "メールアドレスを修正しました。本人がログインし、認証手段を自分で登録したことを、"
        "確認の前に、本人に電話で確かめてください。"
    )


def _did(actor: Staff, staff: Staff) -> bool:
    done = trail.history_of(staff).filter(_DONE, actor_id=actor.as_actor().id, at__gte=_since())
    return done.exists()


def _asked(actor: Staff, staff: Staff) -> bool:
    return HelpRequest.objects.filter(
        staff=staff,
        asked_by=actor,
        outcome=HelpOutcome.CONFIRMED,
        decided_at__gte=_since(),
        kind__in=_ASKED,
    ).exists()


def _since() -> datetime:
    return timezone.now() - LATELY
