"""Is this a good moment to reach people? Hints and quick picks; none of them forbids anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from posts.office_days import SATURDAY, holiday_name, is_working_day

NIGHT_FROM, NIGHT_UNTIL = 21, 8
NEAR: Final = timedelta(hours=1)
MANY_A_DAY: Final = 3
PICKED_TIME: Final = time(10)
MONDAY: Final = 0
# Those that have a time which counts: drafts may still go anywhere.
COUNTED: Final = (Status.IN_APPROVAL, Status.APPROVED, Status.SENDING, Status.SENT)


@dataclass(frozen=True)
class Hint:
    """A sentence, and the posts it names."""

    words: str
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True)
class Pick:
    """A moment to choose with one press; `value` is what the button sends."""

    words: str
    moment: datetime

    @property
    def value(self) -> str:
        return f"{self.moment:%Y-%m-%dT%H:%M}"


def hints(moment: datetime, near: Sequence[Post]) -> tuple[Hint, ...]:
    """What speaks against a moment; `near` are the other posts of that day and of the hours around.

    Citizens mute or block an account that wakes them or writes too often.
    """
    return (*_of_the_clock(timezone.localtime(moment)), *_of_the_crowd(moment, near))


def neighbours(moment: datetime, *, staff: Staff, but: Post | None) -> list[Post]:
    """The other posts of that day and of the hours around, as far as the person may read them."""
    day = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    found = Post.objects.visible_to(staff).filter(
        status__in=COUNTED,
        send_at__gte=min(day, moment - NEAR),
        send_at__lt=max(day + timedelta(days=1), moment + NEAR),
    )
    others = found.exclude(pk=but.pk) if but else found
    return list(others.order_by("send_at"))


def picks(now: datetime) -> tuple[Pick, ...]:
    """明日10:00, 次の平日10:00, 来週月曜10:00; the same moment once only."""
    today = timezone.localtime(now).date()
    tomorrow = today + timedelta(days=1)
    working = next(day for day in _days_from(tomorrow) if is_working_day(day))
    monday = next(day for day in _days_from(tomorrow) if day.weekday() == MONDAY)
    found: dict[date, str] = {}
    for words, day in (("明日", tomorrow), ("次の平日", working), ("来週月曜", monday)):
        found.setdefault(day, f"{words}10:00")
    return tuple(
        Pick(words, timezone.make_aware(datetime.combine(day, PICKED_TIME)))
        for day, words in found.items()
    )


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)


def _of_the_clock(local: datetime) -> Iterator[Hint]:
    if local.hour >= NIGHT_FROM or local.hour < NIGHT_UNTIL:
        yield Hint(
            "夜間・早朝（21時から8時まで）の配信です。急ぎでなければ、日中の時刻を選んでください。"
        )
    name = holiday_name(local.date())
    if name:
        yield Hint(f"祝日（{name}）の配信です。問合せに応じられるかを確かめてください。")
    elif local.weekday() >= SATURDAY:
        yield Hint("土曜・日曜の配信です。問合せに応じられるかを確かめてください。")
    elif not is_working_day(local.date()):
        yield Hint("年末年始の閉庁日の配信です。問合せに応じられるかを確かめてください。")


def _of_the_crowd(moment: datetime, near: Sequence[Post]) -> Iterator[Hint]:
    close = tuple(one for one in near if one.send_at and abs(one.send_at - moment) < NEAR)
    if close:
        yield Hint("前後1時間以内に、ほかの配信があります。", close)
    day = timezone.localdate(moment)
    same = tuple(one for one in near if one.send_at and timezone.localdate(one.send_at) == day)
    if len(same) >= MANY_A_DAY:
        yield Hint(
            f"この日の配信は、これで{len(same) + 1}件になります。"
            "多いと、通知を切られることがあります。",
            same,
        )
