"""What a person can be appointed to."""

from django.db import models


class Role(models.TextChoices):
    """What a person is appointed to; one person may hold several."""

    DRAFTER = "drafter", "起案者"
    ACCOUNT_MANAGER = "account_manager", "アカウント管理者"
    AUDITOR = "auditor", "監査者"
