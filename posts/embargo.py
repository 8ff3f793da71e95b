"""解禁日時: may a post be sent then?"""

from datetime import datetime


def before_embargo(send_at: datetime | None, embargo_until: datetime | None) -> str:
    """Why this cannot be sent then (法2); empty when it can. PostgreSQL refuses the same."""
    if send_at is None or embargo_until is None or send_at >= embargo_until:
        return ""
    return "配信日時が、解禁日時より前です。解禁日時以後にしてください。"
