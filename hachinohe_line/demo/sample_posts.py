"""What the demo's city office has been writing: believable posts from 八戸's year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from django.utils import timezone

from audit.dates_ja import date_only
from hachinohe_line.demo.cast import (
    DRAFTER,
    DRAFTER_OF_CRISIS,
    DRAFTER_OF_ENVIRONMENT,
    Person,
)
from posts.choices import Category

WEBSITE: Final = "https://www.city.hachinohe.aomori.jp/"
SUNDAY: Final = 6
KABUSHIMA: Final = {
    "title": "蕪島",
    "address": "八戸市鮫町字鮫56-2",
    "latitude": 40.5386,
    "longitude": 141.5574,
}
SHORE: Final = "遊歩道の入口は、蕪島と種差天然芝生地にあります。"


class Stage(StrEnum):
    """How far a sample post has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class SamplePost:
    """One post to be written and moved along by the verbs of the system."""

    drafter: Person
    category: Category
    stage: Stage
    title: str
    text: str
    send_at: datetime | None
    reason: str = ""
    # Bubbles below the text, by kind, with what is filled in.
    more: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    # The picture right below the text, by its name in `sample_pictures`.
    picture: str = ""


def sample_posts(now: datetime) -> list[SamplePost]:
    """At least two posts in each category of 投1–投6; every date in them fits `now`."""
    return [*_soon(now), *_weeks_ahead(now), *_on_the_desk(now)]


def _soon(now: datetime) -> list[SamplePost]:
    """Two that are due right after the start, so that the phones are not empty."""
    return [
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.ADMINISTRATION,
            Stage.APPROVED,
            "スマート窓口のご案内",
            "【はちのへスマート窓口】\n住民票の写しなどの申請書を、来庁前にスマートフォンで作成できます。"
            "窓口での記入が不要になり、待ち時間が短くなります。\n\n"
            f"詳しくは市のホームページをご覧ください。\n{WEBSITE}\n\n"
            "問合せ：八戸市役所（代表）0178-43-2111",
            now + timedelta(seconds=8),
        ),
        SamplePost(
            DRAFTER,
            Category.LOCAL,
            Stage.APPROVED,
            "蕪島とウミネコの紹介",
            "【八戸の風景】\n国の天然記念物「蕪島ウミネコ繁殖地」。春になると3万羽を超えるウミネコが"
            "飛来し、島が菜の花の黄色に染まります。\n種差海岸の遊歩道は、冬の散策もおすすめです。"
            "足元に気をつけてお出かけください。",
            now + timedelta(seconds=14),
            picture="island",
            more=(
                ("location", KABUSHIMA),
                ("card-notice", {"title": "種差海岸の歩き方", "body": SHORE, "url": WEBSITE}),
            ),
        ),
    ]


def _weeks_ahead(now: datetime) -> list[SamplePost]:
    emburi = _next_day_of_year(now, month=2, day=17)
    market = _next_weekday(now, SUNDAY, at_least_days=5)
    return [
        SamplePost(
            DRAFTER,
            Category.EVENT,
            Stage.APPROVED,
            "八戸えんぶりの開催案内",
            f"【八戸えんぶり】\n{date_only(emburi)}から4日間、八戸に春を呼ぶ「えんぶり」を開催します。"
            "初日は長者山新羅神社での奉納の後、中心街で一斉摺りを行います。\n\n"
            f"日程と会場：{WEBSITE}\n\n問合せ：観光課（代表）0178-43-2111",
            _at(emburi - timedelta(days=14), 10),
        ),
        SamplePost(
            DRAFTER,
            Category.LOCAL,
            Stage.SUBMITTED,
            "館鼻岸壁朝市のお知らせ",
            f"【館鼻岸壁朝市】\n{date_only(market)}の夜明けから、新湊三丁目の館鼻岸壁で開きます。"
            "300を超える店が並びます。\n暖かい服装でお越しください。ごみの持ち帰りにご協力ください。",
            _at(market - timedelta(days=2), 12),
        ),
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.USEFUL,
            Stage.SUBMITTED,
            "八戸リサイクルプラザの休館",
            "【八戸リサイクルプラザ】\n設備の点検のため、"
            f"{date_only(_days_on(now, 9))}は終日休館します。粗大ごみの持込みはできません。\n\n"
            f"分別の方法：{WEBSITE}\n\n問合せ：環境政策課（代表）0178-43-2111",
            _at(_days_on(now, 4), 9),
        ),
        SamplePost(
            DRAFTER_OF_CRISIS,
            Category.WEATHER,
            Stage.SUBMITTED,
            "大雪への備え",
            "【大雪への備え】\nこの冬は、早めの雪かき用具の点検と、水道の凍結防止をお願いします。"
            "外出の前に、気象庁の最新の情報をご確認ください。\n\n"
            f"防災情報：{WEBSITE}\n\n問合せ：危機管理課（代表）0178-43-2111",
            _at(_days_on(now, 3), 17),
        ),
        SamplePost(
            DRAFTER,
            Category.OTHER,
            Stage.SUBMITTED,
            "いかずきんズのLINEスタンプ",
            "【いかずきんズ】\n八戸市のマスコットキャラクター「いかずきんズ」のLINEスタンプができました。"
            "八戸の方言も入っています。ご家族やお友だちとのやり取りにお使いください。",
            _at(_days_on(now, 6), 12),
        ),
    ]


def _on_the_desk(now: datetime) -> list[SamplePost]:
    festival = _next_day_of_year(now, month=7, day=31)
    return [
        SamplePost(
            DRAFTER,
            Category.EVENT,
            Stage.RETURNED,
            "八戸三社大祭の前夜祭",
            f"【八戸三社大祭】\n{date_only(festival)}は前夜祭です。27台の山車が中心街に並びます。",
            _at(festival - timedelta(days=10), 10),
            reason="山車がそろう時刻と、交通規制のページへのリンクを加えてください。",
        ),
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.ADMINISTRATION,
            Stage.DRAFT,
            "年末年始のごみ収集",
            "【年末年始のごみ収集】\n12月31日から1月3日まで、ごみの収集をお休みします。",
            None,
        ),
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.USEFUL,
            Stage.APPROVED,
            "資源回収の分別のお願い",
            "【資源回収】\nスプレー缶は、中身を使い切ってから「その他の不燃ごみ」とは別の袋で"
            f"出してください。収集車の火災を防ぎます。\n\n分別の方法：{WEBSITE}",
            _at(_days_on(now, 8), 9),
        ),
        SamplePost(
            DRAFTER_OF_CRISIS,
            Category.WEATHER,
            Stage.WITHDRAWN,
            "強風への注意",
            "【強風に注意】\n明日は沿岸部で風が強まる見込みです。飛びやすい物は屋内に入れてください。"
            f"\n\n防災情報：{WEBSITE}",
            _at(_days_on(now, 2), 15),
            reason="予報が変わり、強風のおそれがなくなったため。",
        ),
        SamplePost(
            DRAFTER,
            Category.OTHER,
            Stage.DRAFT,
            "県南地域の合同説明会",
            "県南地域の市町村が合同で開く移住の説明会に、八戸市も参加します。",
            _at(_days_on(now, 12), 10),
        ),
    ]


def _days_on(now: datetime, days: int) -> date:
    return timezone.localdate(now) + timedelta(days=days)


def _next_day_of_year(now: datetime, *, month: int, day: int) -> date:
    today = timezone.localdate(now)
    found = date(today.year, month, day)
    return found if found - timedelta(days=15) > today else date(today.year + 1, month, day)


def _next_weekday(now: datetime, weekday: int, *, at_least_days: int) -> date:
    day = _days_on(now, at_least_days)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
