"""How days are counted and written where people are appointed and moved."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from audit.dates_ja import date_only

APRIL: Final = 4
ONE_DAY: Final = timedelta(days=1)


def today() -> date:
    """Today in Japan."""
    return timezone.localdate()


def end_of_fiscal_year(day: date) -> date:
    """31 March after a day, or that day itself: when roles are looked through anyway."""
    return date(day.year + (day.month >= APRIL), 3, 31)


def in_words(day: date | None) -> str:
    """2027年4月29日（木・祝）; empty for no day."""
    return date_only(day) if day else ""


def term_in_words(starts_on: date | None, ends_on: date | None) -> str:
    """2027年4月1日（木）から2028年3月31日（金）まで; without an end 期限なし."""
    end = f"{in_words(ends_on)}まで" if ends_on else "期限なし"
    return f"{in_words(starts_on)}から{end}" if starts_on else end
