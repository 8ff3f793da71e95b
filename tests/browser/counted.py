"""What LINE has counted, so that 統計 has something to show: posts of months, friends of weeks."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Staff
from broadcasts.models import Broadcast, Insight
from line.models import FriendCount
from tests.broadcasts.insights import counted_post

Numbers = tuple[int | None, int | None, int | None]
POSTS: Final[tuple[tuple[str, str, float, Numbers | None], ...]] = (
    ("蕪島の清掃", "2", 1, (None, None, None)),
    ("種差海岸の観察会", "2", 5, (12_281, 4_310, None)),
    ("市民健診の受付", "1", 9, (12_250, 5_902, 811)),
    ("朝市の駐車場", "3", 33, (12_170, 6_040, 1_204)),
    ("粗大ごみの申込み", "4", 61, (12_102, 5_377, 390)),
    ("冬の道路の注意", "4", 64, None),
)
DAYS: Final = 60


def count(drafter: Staff) -> None:
    """Some posts with numbers and without, and the friends of the last two months."""
    for title, category, days_ago, numbers in POSTS:
        counted_post(drafter, title=title, category=category, days_ago=days_ago, numbers=numbers)
    today = timezone.localdate()
    FriendCount.objects.bulk_create(
        FriendCount(
            day=today - timedelta(days=back),
            followers=12_919 - 7 * back,
            targeted_reaches=11_073 - 6 * back,
            blocks=615 - back - back % 3,
        )
        for back in range(1, DAYS)
    )


def trouble(broadcast: Broadcast) -> None:
    """LINE has said no to the newest question about it."""
    Insight.objects.create(
        broadcast=broadcast,
        next_ask_at=timezone.now() + timedelta(hours=1),
        problem="LINEの側で問題が起きています。",
    )
