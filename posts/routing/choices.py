"""What can a route ask for, as what does somebody decide, and why in place of another?"""

from django.db.models import TextChoices


class StepKind(TextChoices):
    """What a route asks for before アカウント管理者 decides."""

    REVIEW = "review", "課内確認"
    CONSULTATION = "consultation", "合議"


class RuleKind(TextChoices):
    """What a rule of the table says of the posts that it is about."""

    REVIEW = "review", "課内確認"
    CONSULTATION = "consultation", "ほかの課に合議する"
    WEIGHTY = "weighty", "重要・異例として、代決を認めない"


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
