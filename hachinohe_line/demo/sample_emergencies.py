"""Which 緊急の文例 does the demo's city keep? One for each level, and one that still waits."""

from typing import Final

from hachinohe_line.demo.cast import DRAFTER_OF_CRISIS
from hachinohe_line.demo.sample_patterns import WEBSITE, SamplePattern
from posts.choices import Category
from posts.kinds.choices import Level

EXAMPLES: Final = (
    ("地区", "是川地区、中居林地区"),
    ("避難所", "是川中学校、中居林小学校"),
    ("ハザードマップURL", f"{WEBSITE}bosai/"),
)
REST: Final = (
    "\n\n開いている避難所：｛避難所｝\nハザードマップ：｛ハザードマップURL｝\n"
    f"市の防災情報：{WEBSITE}\n問合せ：危機管理課　電話 0178-43-2111"
)


def _sample(level: Level, title: str, text: str, *, is_approved: bool = True) -> SamplePattern:
    return SamplePattern(
        DRAFTER_OF_CRISIS,
        Category.WEATHER,
        title,
        text + REST,
        EXAMPLES,
        level=level,
        is_approved=is_approved,
    )


EMERGENCIES: Final = (
    _sample(
        Level.ELDERLY,
        "大雨：高齢者等避難の発令",
        "【警戒レベル3　高齢者等避難】\n大雨のため、｛地区｝に高齢者等避難を発令しました。"
        "避難に時間がかかる方は、危険な場所から避難してください。",
    ),
    _sample(
        Level.EVERYBODY,
        "大雨：避難指示の発令",
        "【警戒レベル4　避難指示】\n大雨のため、｛地区｝に避難指示を発令しました。"
        "危険な場所にいる方は、全員避難してください。",
    ),
    _sample(
        Level.EVERYBODY,
        "津波：避難指示の発令",
        "【警戒レベル4　避難指示】\n津波のおそれがあるため、｛地区｝に避難指示を発令しました。"
        "海や川から離れ、高い所へ避難してください。",
        is_approved=False,
    ),
    _sample(
        Level.SAVE_YOUR_LIFE,
        "大雨：緊急安全確保の発令",
        "【警戒レベル5　緊急安全確保】\n｛地区｝に緊急安全確保を発令しました。"
        "命の危険が迫っています。少しでも安全な場所で、命を守る行動をとってください。",
    ),
    _sample(
        Level.LIFTED,
        "避難情報の解除",
        "【解除】\n｛地区｝に出していた避難情報を解除しました。"
        "危険が残る場所には、近づかないでください。",
    ),
)
