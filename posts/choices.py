"""What a post can be: categories, confidentiality, audience and states, in the policy's terms."""

from typing import Final

from django.db.models import TextChoices


class Category(TextChoices):
    """投1–投6: what may be posted at all."""

    ADMINISTRATION = "1", "行政情報"
    EVENT = "2", "行祭事・イベント"
    LOCAL = "3", "八戸らしい地域情報"
    USEFUL = "4", "暮らしに役立つ市内の情報"
    WEATHER = "5", "地震・気象情報"
    OTHER = "6", "その他（アカウント管理者が認めるもの）"


class Confidentiality(TextChoices):
    """法1: only what may be made public leaves this system."""

    PUBLIC = "1", "機密性1（公表できる情報）"
    RESTRICTED = "2", "機密性2以上（発信できません）"


class Audience(TextChoices):
    """Who receives a post."""

    EVERYONE = "everyone", "友だち全員"


class Status(TextChoices):
    """The states of a post; `posts/lifecycle.py` says which may follow which."""

    DRAFT = "draft", "下書き"
    IN_APPROVAL = "in_approval", "承認待ち"
    RETURNED = "returned", "差戻し"
    APPROVED = "approved", "配信予約"
    SENDING = "sending", "配信中"
    SENT = "sent", "配信済み"
    FAILED = "failed", "配信失敗"
    UNCERTAIN = "uncertain", "結果不明"
    WITHDRAWN = "withdrawn", "取下げ"
    STOPPED = "stopped", "配信停止"
    REJECTED = "rejected", "却下"


# No state of its own: 承認待ち whose time has come. It can be withdrawn or returned, not approved.
OVERDUE: Final = "overdue"

# What citizens have read, or may have: it can be corrected and cancelled.
FOLLOWED: Final = (Status.SENT, Status.UNCERTAIN)

# Which state may follow which; PostgreSQL holds the same table in a trigger of its own.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.IN_APPROVAL, Status.WITHDRAWN}),
    # To itself: asked for anew, with a revision for another time.
    Status.IN_APPROVAL: frozenset(
        {
            *(Status.IN_APPROVAL, Status.RETURNED, Status.APPROVED),
            *(Status.REJECTED, Status.WITHDRAWN),
        }
    ),
    Status.RETURNED: frozenset({Status.IN_APPROVAL, Status.WITHDRAWN}),
    # Back to be decided on anew when its time is changed.
    Status.APPROVED: frozenset({Status.SENDING, Status.FAILED, Status.STOPPED, Status.IN_APPROVAL}),
    Status.SENDING: frozenset({Status.SENT, Status.FAILED, Status.UNCERTAIN}),
    Status.FAILED: frozenset({Status.DRAFT}),
    Status.WITHDRAWN: frozenset({Status.DRAFT}),
    Status.STOPPED: frozenset({Status.DRAFT}),
    Status.REJECTED: frozenset(),
    Status.SENT: frozenset(),
    # When LINE's acceptance is proved after all, or two people have found out.
    Status.UNCERTAIN: frozenset({Status.SENT, Status.FAILED}),
}
