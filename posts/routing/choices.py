"""What can a route ask for before アカウント管理者 decides?"""

from django.db.models import TextChoices


class StepKind(TextChoices):
    """What a route asks for before アカウント管理者 decides."""

    REVIEW = "review", "課内確認"
    CONSULTATION = "consultation", "合議"


class RuleKind(TextChoices):
    """What a rule of the table says of the posts that it is about."""

    REVIEW = "review", "課内確認をする"
    CONSULTATION = "consultation", "ほかの課に合議する"
    WEIGHTY = "weighty", "重要・異例として、代決を認めない"
