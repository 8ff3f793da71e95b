"""Which 文例 does the demo's city office keep? Ten, by those who would need them."""

from dataclasses import dataclass
from typing import Final

from hachinohe_line.demo.cast import (
    DRAFTER,
    DRAFTER_OF_CRISIS,
    DRAFTER_OF_ENVIRONMENT,
    Person,
)
from posts.choices import Category

WEBSITE: Final = "https://www.city.hachinohe.aomori.jp/"


@dataclass(frozen=True)
class SamplePattern:
    """One 文例; `examples` are shown beside the gaps of these names, `level` is of a 緊急の文例."""

    drafter: Person
    category: Category
    title: str
    text: str
    examples: tuple[tuple[str, str], ...] = ()
    level: str = ""
    is_approved: bool = False


PATTERNS: Final = (
    SamplePattern(
        DRAFTER,
        Category.EVENT,
        "催しの案内",
        "【｛催しの名前｝】\n｛開催日｝｛開始時刻｝から、｛会場｝で開きます。\n｛見どころ｝\n\n"
        "問合せ：観光課　電話 ｛電話番号｝",
        (
            ("催しの名前", "春の朝市めぐり"),
            ("会場", "館鼻岸壁"),
            ("見どころ", "船の見学もできます。"),
        ),
    ),
    SamplePattern(
        DRAFTER,
        Category.EVENT,
        "催しの中止",
        "【中止】\n｛開催日｝に予定していた「｛催しの名前｝」は、｛理由｝のため中止します。\n\n"
        "問合せ：観光課　電話 ｛電話番号｝",
        (("理由", "強風が見込まれる"),),
    ),
    SamplePattern(
        DRAFTER,
        Category.LOCAL,
        "季節の風景",
        "【八戸の風景】\n｛場所｝では、｛見ごろのもの｝が見ごろです。\n"
        "お出かけの際は、ごみの持ち帰りにご協力ください。",
        (("場所", "種差海岸"), ("見ごろのもの", "ニッコウキスゲ")),
    ),
    SamplePattern(
        DRAFTER,
        Category.ADMINISTRATION,
        "施設の臨時休館",
        "【臨時休館】\n｛施設の名前｝は、｛理由｝のため、｛休館日｝に休みます。\n\n"
        "問合せ：観光課　電話 ｛電話番号｝",
        (("理由", "設備の点検"),),
    ),
    SamplePattern(
        DRAFTER_OF_ENVIRONMENT,
        Category.ADMINISTRATION,
        "ごみ収集日の変更",
        "【ごみ収集日の変更】\n｛地区｝の｛ごみの種類｝の収集日は、｛元の収集日｝から"
        "｛新しい収集日｝に変わります。朝8時30分までに出してください。\n\n"
        "問合せ：環境政策課　電話 ｛電話番号｝",
        (("地区", "小中野地区"), ("ごみの種類", "燃やせるごみ")),
    ),
    SamplePattern(
        DRAFTER_OF_ENVIRONMENT,
        Category.USEFUL,
        "分別のお願い",
        "【分別のお願い】\n｛品物｝は、｛出し方｝。\n\n"
        f"分別の方法：{WEBSITE}\n\n問合せ：環境政策課　電話 ｛電話番号｝",
        (("品物", "スプレー缶"), ("出し方", "中身を使い切ってから、別の袋で出してください")),
    ),
    SamplePattern(
        DRAFTER_OF_ENVIRONMENT,
        Category.USEFUL,
        "一斉清掃の参加者募集",
        "【参加者募集】\n｛開催日｝｛開始時刻｝から、｛場所｝を清掃します。"
        "申込みは｛申込期限｝までに、電話でお願いします。\n\n"
        "問合せ：環境政策課　電話 ｛電話番号｝",
        (("場所", "白浜海水浴場"),),
    ),
    SamplePattern(
        DRAFTER_OF_CRISIS,
        Category.WEATHER,
        "大雪への備え",
        "【大雪への備え】\n｛対象の日｝にかけて大雪が見込まれます。不要な外出を控え、"
        f"水道の凍結に備えてください。\n\n防災情報：{WEBSITE}\n\n"
        "問合せ：危機管理課　電話 ｛電話番号｝",
    ),
    SamplePattern(
        DRAFTER_OF_CRISIS,
        Category.WEATHER,
        "避難所の開設",
        "【避難所を開きました】\n｛開設した日｝｛開設時刻｝に、｛避難所の名前｝を開きました。\n"
        f"持ち物：飲み水、薬、毛布\n\n避難所の一覧：{WEBSITE}\n\n"
        "問合せ：危機管理課　電話 ｛電話番号｝",
        (("避難所の名前", "根城中学校 体育館"),),
    ),
    SamplePattern(
        DRAFTER_OF_CRISIS,
        Category.ADMINISTRATION,
        "防災行政無線の試験放送の予告",
        "【予告】\n｛実施日｝｛開始時刻｝ごろ、防災行政無線から試験の音声が流れます。"
        "災害ではありません。\n\n問合せ：危機管理課　電話 ｛電話番号｝",
    ),
)
