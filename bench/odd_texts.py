"""Texts made to take long: a few characters repeated, which make a careless pattern slow."""

from typing import Final

LENGTH: Final = 5_000
REPEATED: Final = (
    *("a", "1", "あ", "漢", "ア", " ", "　", "\n", "-", "1-", "0", "09", "090", "電話", "○", "x"),
    *("{", "{a}", "(", "（", "【", "「", "https://", "https://a.", ".", "a.", "a@", "a.b-", "a@b."),
    *(
        "八戸市",
        "青森県",
        "市町村",
        "三日町1",
        "一",
        "佐藤",
        "さん",
        "氏名:",
        "東 陸",
        "字",
        "番地",
    ),
    *("4月29日", "4月29日、", "4月29日から", "10:00", "午前10時から", "時", "分", "1月", "(木)"),
    *(
        "木曜",
        "来週",
        "2027年",
        "R9.",
        "令和9年",
        "年度",
        "1/",
        "/",
        ",",
        "1,",
        "円",
        "定員",
        "%41",
    ),
    *("避難", "高齢者等避難", "レベル4", "ない", "ないことはない", "なくはない", "休館日", "開館"),
    *("。", "、", "~", "〜", "?", "!", "★", "■", "*", "_", "か\u3099", "\u0301", "😀", "ｱ", "繧"),
)


def odd_texts() -> dict[str, str]:
    """Each between two plain characters, so that a pattern that ends in one fails at the end."""
    return {
        part: "お" + (part * (LENGTH // len(part) + 1))[: LENGTH - 2] + "お" for part in REPEATED
    }
