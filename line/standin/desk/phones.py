"""What do the followers see on their phones?"""

from datetime import datetime
from typing import Any

from line.preview import bubbles_html
from line.standin.platform import Platform

SENDER = "八戸市"
MESSAGES_SHOWN = 40
WEEKDAYS = "月火水木金土日"

# Invented people in real quarters of Hachinohe.
FOLLOWERS = (
    {"name": "小松 みなと", "place": "湊町", "about": "漁港のそばの食堂"},
    {"name": "根岸 しろう", "place": "根城", "about": "小学生2人の父"},
    {"name": "南 さくら", "place": "南郷", "about": "さくらんぼ農家"},
    {"name": "是枝 かい", "place": "是川", "about": "高校生"},
)


def messages(platform: Platform) -> list[dict[str, Any]]:
    """Return the newest messages, oldest first: ``id``, ``day`` and ``html``.

    Day and time are Japanese and ready to be shown.
    """
    return [
        {
            "id": delivery["id"],
            "day": _day(datetime.fromisoformat(delivery["at"])),
            "html": bubbles_html(delivery["messages"], sender=SENDER, at=delivery["at"][11:16]),
        }
        for delivery in platform.journal.deliveries(newest=MESSAGES_SHOWN)
    ]


def _day(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日（{WEEKDAYS[moment.weekday()]}）"
