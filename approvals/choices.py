"""What a decision can be, as what somebody takes it, and why in place of another."""

from typing import Final

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What became of a revision that was asked about."""

    APPROVED = "approved", "承認"
    RETURNED = "returned", "差戻し"
    REJECTED = "rejected", "却下"


class Capacity(TextChoices):
    """As what somebody decides; written into the decision (運用)."""

    ACCOUNT_MANAGER = "account_manager", "アカウント管理者"
    DEPUTY = "deputy", "代決"
    ON_DUTY = "on_duty", "緊急当番"
    REVIEWER = "reviewer", "課内確認"
    CONSULTED = "consulted", "合議"


class Ground(TextChoices):
    """Why somebody else decides in place of アカウント管理者."""

    ABSENCE = "absence", "アカウント管理者が不在"
    EMERGENCY = "emergency", "緊急"
    INVOLVED = "involved", "アカウント管理者がこの投稿に関わった"


# Whose word is the last: the other two only send a request on its way, or back.
LAST_WORD: Final = (Capacity.ACCOUNT_MANAGER, Capacity.DEPUTY, Capacity.ON_DUTY)
