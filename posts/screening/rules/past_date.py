"""Is something announced for a day that will be over when the post is sent?"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audit.dates_ja import date_only
from posts.screening.dates import Mention
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.rules.deadline_passed import is_deadline
from posts.screening.surroundings import OVER, after, holds, sentence_at

ANNOUNCED: Final = re.compile(
    r"開催|実施|開始|受け?付|申し?込|募集|日時|とき|期間|期日|日程|会場|開館|開場|休館|休止|休業|通行止|まで|予定|ください"
    r"|行います|開きます|します|始ま|なります|オープン|スタート|配布|\d{1,2}:\d\d|午[前後]|\d時"
)
SINCE: Final = ("から", "より", "以降", "付", "現在", "時点", "施行", "公布")


def check(draft: Draft) -> Iterator[Hit]:
    sent = draft.sent.date()
    for index, (part, mention) in enumerate(draft.dates):
        over = mention.day is not None and mention.day < sent
        if over and mention.day and _announces(part, mention, draft.dates[index + 1 :]):
            yield Hit(
                part.span(mention.start, mention.end),
                f"{date_only(mention.day)}は、配信する{date_only(sent)}には過ぎています。"
                "昨年や前回の日付のままになっていないか確かめてください。",
                Severity.ASKS,
                about=str(mention.day),
            )


def _announces(part: Text, mention: Mention, following: Sequence[tuple[Text, Mention]]) -> bool:
    """Does its sentence say what will be? A period that has begun and still runs is no matter."""
    sentence = sentence_at(part.prose, mention.start, mention.end)
    if (
        holds(OVER, sentence)
        or not holds(ANNOUNCED, sentence)
        or is_deadline(part, mention.start, mention.end)
    ):
        return False
    if following and following[0][0] is part and following[0][1].ends_range:
        return False
    return not after(part.prose, mention.end, 4).strip(" )」").startswith(SINCE)


RULE: Final = Rule(
    name="past_date",
    title="過ぎた日付のお知らせ",
    severities=(Severity.ASKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "日時：令和8年4月29日（水・祝）10:00",
    "3月20日（土）に説明会を開きます。",
    "とき 令和9年3月1日（月）から3月7日（日）まで",
    "2026年5月10日に開催します。",
)
PASSED: Final = (
    "3月20日（土）に開きました。",
    "令和9年3月1日（月）から5月31日（月）まで開きます。",
    "令和7年12月8日に発生した地震の支援を受け付けます。",
    "4月1日（木）から始まっています。",
    "令和9年3月1日現在の人口",
    "3月26日（金）の大雨で崩れた道路は通行止めです。",
    "3月31日までの実績",
    "平成31年4月2日から令和2年4月1日までに生まれたお子さんに案内を送ります。",
)
