"""What a person can be appointed to."""

from typing import Final

from django.db import models


class Role(models.TextChoices):
    """What a person is appointed to; one person may hold several."""

    DRAFTER = "drafter", "起案者"
    SECTION_REVIEWER = "section_reviewer", "課内確認者"
    ACCOUNT_MANAGER = "account_manager", "アカウント管理者"
    DEPUTY = "deputy", "代決者"
    AUDITOR = "auditor", "監査者"
    ADMINISTRATOR = "administrator", "システム管理者"

    @property
    def is_sensitive(self) -> bool:
        """Can it approve or administer? Then it is given, and taken early, by two people only."""
        return self in SENSITIVE_ROLES


SENSITIVE_ROLES: Final = frozenset({Role.ACCOUNT_MANAGER, Role.DEPUTY, Role.ADMINISTRATOR})
# Exercised for one's own section: they do not move along by themselves.
SECTION_ROLES: Final = frozenset({Role.DRAFTER, Role.SECTION_REVIEWER})
# 決裁 and 管理 stay apart: who administers accounts never approves (運用).
DECIDING_ROLES: Final = frozenset({Role.ACCOUNT_MANAGER, Role.DEPUTY})
# Who may be on duty for emergencies, where the second pair of eyes comes from the roster.
DUTY_ROLES: Final = frozenset({Role.DRAFTER, Role.SECTION_REVIEWER, *DECIDING_ROLES})
# Who may pull 緊急停止 without being on duty.
STOPPING_ROLES: Final = frozenset({Role.DRAFTER, *DECIDING_ROLES})
