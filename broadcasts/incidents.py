"""Who is told that something has come to a halt: once when it begins, once when it is over."""

from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts import notices
from broadcasts.models import Incident
from broadcasts.reports import people_in_charge

WHAT_IT_MEANS: Final = {
    Incident.Kind.LOOP: (
        "予約した投稿が、時刻になっても配信されないおそれがあります。"
        "システムの担当者は、workerのコンテナを再起動してください。"
    ),
    Incident.Kind.BEAT: (
        "予約した投稿は配信されますが、期限切れの確認や催促などの定期的な処理が止まっています。"
        "システムの担当者は、beatとvalkeyのコンテナを確かめてください。"
    ),
    Incident.Kind.TOKEN: (
        "予約した投稿を配信できません。"
        "システムの担当者は、LINEのチャネルアクセストークンを確かめてください。"
    ),
}


def settle(kind: Incident.Kind, *, stands: bool) -> None:
    """Begin or end the incident of this kind, and tell people when that is news.

    Several workers may see the same at once: one of them tells.
    """
    with transaction.atomic():
        if stands and _begin(kind):
            _tell(f"障害のお知らせ：{kind.label}", f"{kind.label}。\n\n{WHAT_IT_MEANS[kind]}")
        elif not stands and Incident.objects.filter(kind=kind, ended_at=None).update(
            ended_at=Now()
        ):
            _tell(
                f"障害の解消のお知らせ：{kind.label}",
                f"「{kind.label}」とお知らせした障害は、解消しました。",
            )


def _begin(kind: Incident.Kind) -> bool:
    try:
        with transaction.atomic():
            Incident.objects.create(kind=kind, began_at=Now())
    except IntegrityError:  # it stands already
        return False
    return True


def _tell(subject: str, words: str) -> None:
    for person in people_in_charge():
        notices.tell(person, subject=subject, body=f"{words}\n\n{settings.SITE_URL}\n")
