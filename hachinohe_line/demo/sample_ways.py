"""Which posts of the demo stand where a newcomer would have to take them first?"""

from datetime import datetime

from audit.dates_ja import date_only
from hachinohe_line.demo.cast import DRAFTER, DRAFTER_OF_ENVIRONMENT
from hachinohe_line.demo.sample_post import WEBSITE, SamplePost, Stage, at, days_on
from posts.choices import Category


def on_its_way(now: datetime) -> list[SamplePost]:
    """One at 合議, one to go out at once, one stopped, one rejected."""
    return [*_not_decided_yet(now), *_not_to_be_sent(now)]


def _not_decided_yet(now: datetime) -> list[SamplePost]:
    walk = days_on(now, 19)
    return [
        SamplePost(
            DRAFTER,
            Category.EVENT,
            Stage.REVIEWED,
            "冬の種差海岸を歩く会",
            f"【冬の種差海岸を歩く会】\n{date_only(walk)}午前10時から、種差海岸の遊歩道を案内人と歩きます。"
            "歩きやすい靴と、暖かい服装でお越しください。\n\n"
            "問合せ：観光課（代表）0178-43-2111",
            at(days_on(now, 13), 12),
        ),
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.ADMINISTRATION,
            Stage.SUBMITTED,
            "小中野地区のごみ収集の遅れ",
            "【ごみ収集の遅れ】\n道路の通行止めのため、小中野地区の燃やせるごみの収集が遅れています。"
            "ごみは、そのまま収集所に置いてお待ちください。\n\n"
            "問合せ：環境政策課（代表）0178-43-2111",
            None,
            at_once=True,
        ),
    ]


def _not_to_be_sent(now: datetime) -> list[SamplePost]:
    return [
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.ADMINISTRATION,
            Stage.STOPPED,
            "粗大ごみの受付時間の変更",
            f"【粗大ごみの受付】\n{date_only(days_on(now, 14))}から、電話での受付時間が変わります。"
            "新しい受付時間は、午前9時から午後4時までです。\n\n"
            f"分別の方法：{WEBSITE}\n\n問合せ：環境政策課（代表）0178-43-2111",
            at(days_on(now, 5), 11),
        ),
        SamplePost(
            DRAFTER_OF_ENVIRONMENT,
            Category.USEFUL,
            Stage.REJECTED,
            "買物袋の店のご紹介",
            "【買物袋を使いましょう】\n丈夫な買物袋を、中心街の店で販売しています。"
            "買物に袋を持って行くと、ごみを減らせます。\n\n"
            "問合せ：環境政策課（代表）0178-43-2111",
            at(days_on(now, 7), 10),
            reason="特定の店の宣伝になるため、市のアカウントからは配信しません。",
        ),
    ]
