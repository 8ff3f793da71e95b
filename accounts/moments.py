"""How moments and spans of time are written in the mails and sentences of this app."""

from datetime import datetime

from django.utils import timezone


def in_words(moment: datetime) -> str:
    """2027年4月29日 10:00, in Japan's time."""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02}"


def span(seconds: int) -> str:
    """10時間, or 90分 where hours do not come out even; never less than 1分."""
    minutes = max(1, seconds // 60)
    return f"{minutes // 60}時間" if minutes % 60 == 0 else f"{minutes}分"
