"""The dates of `audit.dates_ja` as template filters."""

from datetime import date, datetime

from django import template

from audit import dates_ja

register = template.Library()


@register.filter
def ja(moment: datetime | None) -> str:
    """`{{ moment|ja }}`: 2027年4月29日（木・祝）10:00; empty for no moment."""
    return dates_ja.date_and_time(moment) if moment else ""


@register.filter
def ja_iso(moment: str | None) -> str:
    """The same for a moment kept as ISO text, as sessions do."""
    return dates_ja.date_and_time(datetime.fromisoformat(moment)) if moment else ""


@register.filter
def ja_seconds(moment: datetime | None) -> str:
    """The same with seconds."""
    return dates_ja.to_the_second(moment) if moment else ""


@register.filter
def ja_date(day: date | None) -> str:
    """`{{ day|ja_date }}`: 2027年4月29日（木・祝）; empty for no day."""
    return dates_ja.date_only(day) if day else ""
