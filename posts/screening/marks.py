"""Which marks say that something is to be filled in later, each kind with a text that shows it?

Patterns are for normal texts (posts/screening/normal.py): full-width signs are plain there.
"""

import re
from typing import Final, NamedTuple

OPEN: Final = "○〇◯"
SOLID: Final = "●◎■◆▲★"
TWICE: Final = "|".join(f"{mark}{{2,}}" for mark in SOLID)
EMPTY: Final = "□◇△"
ANY: Final = f"{OPEN}{SOLID}{EMPTY}×✕*xX"
UNITS: Final = "月日時分円人名年号回階歳組件台枚"
# What ends a number: 「□名の」, and not 「□名前」, 「●日 時」.
ENDED: Final = r"(?=[でにのはがをとへ、。,)~]|から|まで|程度|以上|以内|\s(?![一-鿿])|$)"
THINGS: Final = (
    r"(?:公民館|会館|図書館|体育館|美術館|[小中]?学校|高校|大学|保育園|こども園|幼稚園|公園|センター|病院|"
    r"医院|クリニック|ホール|事務所|課|係|室|町|村|市|地区|地域|丁目|団地|駅|港|川|橋|線|様|さん|氏|店|祭|まつり)"
)
LATER: Final = (
    r"要(?:確認|修正|差し?替え?|調整|検討|追記|記入|入力|校正|更新)|確認中|[あ後](?:とで|で|日|ほど)(?:記入|確認|追記|差し?替え?)"
    r"|未(?:入力|記入|確認|確定)|調整中|未定|差し?替え?(?:予定|待ち)|下書き|TBD|TBA"
)
TO_FILL: Final = (
    r"氏名|名前|日付|日時|場所|会場|課名|担当課?|件名|内容|電話番号|金額|人数"
    r"|URL|住所|期間|施設名|対象者?"
)
FILL_IN: Final = r"(?:入力|記入|挿入|記載|追記)"
COLLEAGUE: Final = r"(?:さん|様|くん|君|課長|係長|補佐|主査|主任|主幹|主事|担当者?)"


class Kind(NamedTuple):
    """One kind of mark: how it is found, and a text in which it is."""

    pattern: str
    shown: str


CERTAIN: Final = {
    "two or more open circles": Kind(
        rf"(?<![{OPEN}一二三四五六七八九十百千])[{OPEN}]{{2,}}(?![一二三四五六七八九十百千])",
        "○○公民館で開きます。",
    ),
    "two or more crosses": Kind(r"[×✕]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])", "電話 0178-43-XXXX"),
    "filled marks for the name of a place": Kind(
        rf"(?:{TWICE})(?={THINGS}(?:{ENDED}|祭|まつり))", "●●公民館で開きます。"
    ),
    "empty marks within a line": Kind(
        rf"(?<=[^\s{EMPTY}])[{EMPTY}]{{2,}}(?=[^\s{EMPTY}])|[{EMPTY}]{{2,}}(?={THINGS})",
        "△△町で開きます。",
    ),
    "asterisks within a line": Kind(
        rf"(?<=[^\s*])\*{{2,}}(?=[^\s*])|\*{{2,}}(?=[{UNITS}])", "参加費は＊＊円です。"
    ),
    "a date of marks": Kind(
        rf"[{ANY}]+月(?:[{ANY}\d]+日?|(?=[上中下]旬|末|初め))", "日時：○月○日（○）"
    ),
    "a mark for a figure": Kind(
        rf"(?<=[\d年月午前午後第約])[{ANY}]+(?=[{UNITS}](?![○×]))", "4月●日に開きます。"
    ),
    "a mark before a unit": Kind(rf"[{OPEN}{EMPTY}{SOLID}×✕]+[{UNITS}]{ENDED}", "定員は□名です。"),
    "a date with a slash": Kind(rf"(?<=\d/)[{ANY}]+(?=[\s(]|$)", "4/○(土)に開きます。"),
    "two units of marks": Kind(
        rf"(?<=[{UNITS}は:、])[{ANY}]+[{UNITS}][{ANY}]+[{UNITS}]", "時間は○時○分です。"
    ),
    "marks in an amount": Kind(
        rf"(?<![{ANY}])[{ANY}\d],[{ANY}]{{3}}|(?<=\d)[{ANY}]{{2,}}(?=円)", "料金は●,●●●円です。"
    ),
    "marks in a telephone number": Kind(
        rf"(?<=\d-)[{ANY}]{{2,}}(?:-[{ANY}]{{2,}})?", "電話 0178-●●-●●●●"
    ),
    "a telephone number with gaps": Kind(
        r"(?<![\d-])0\d{1,4}-(?:\d{0,4} +-[ \d]*|\d{1,4}-(?=\s|$|[)。]))", "電話 0178-　　-　　"
    ),
    "a telephone number of noughts": Kind(
        r"(?<!\d)(?:0178-00-0000|0{2,4}-0{2,4}-0{4})(?!\d)", "電話 0178-00-0000"
    ),
    "a question mark for a figure": Kind(
        rf"(?<=[はがを、:\s\d月年前後約])\?{{1,2}}(?=[{UNITS}])", "開始は？時です。"
    ),
    "question marks or garbled letters": Kind(r"\?{3,}|\ufffd", "お知らせ??????"),
    "a gap for a date": Kind(
        r"(?<=[年:\s]) *月 +日(?=[ (に]|から|まで|$)|(?<=\d日)\( *\)", "日時：　月　日（　）"
    ),
    "a date pattern": Kind(
        r"(?i:(?<![a-z])(?:y{4}[年/-]m{1,2}|m{2}[月/]d{2}|h{2}:m{2})(?![a-z]))",
        "MM月DD日に開きます。",
    ),
    "geta marks": Kind(r"〓+", "〓〓町内会"),
    "braces": Kind(r"\{\{?[^{}\n]{0,40}\}?\}|\$\{[^}\n]*\}|%[sd](?![A-Za-z])", "{氏名}さんへ"),
    "lines to write on": Kind(r"_{3,}", "会場は____です。"),
    "empty square brackets": Kind(r"\[[.…・_ ]*\]", "会場：［　　］"),
    "an order in brackets": Kind(
        rf"[\[<【][^\]>】\n]{{0,20}}{FILL_IN}[^\]>】\n]{{0,10}}[\]>】]", "＜対象者を記入＞"
    ),
    "the name of a field in brackets": Kind(
        rf"(?<=[^\s】\]])[【\[](?:{TO_FILL})[】\]]|[【\[](?:{TO_FILL})[】\]](?=[にはでをへ様]|から|まで|さん)",
        "【日付】に【場所】で開きます。",
    ),
    "仮 or later in brackets": Kind(
        rf"【(?:仮|案)】|[【\[(<](?:{LATER})[】\])>]", "会場の地図［要差し替え］"
    ),
    "a text that stands for another": Kind(
        r"未入力|ダミー(?!人形|カメラ|ヘッド)|サンプル(?:テキスト|文章|文です)"
        r"|仮の?(?:テキスト|文章|文面|文|原稿|タイトル)(?=です|。|\)|$)|(?:テキスト){2,}|(?<![ぁ-ん])あ{4,20}(?!あ)",
        "仮の文面です。",
    ),
    "here something goes": Kind(
        r"【ここに[^】\n]{1,15}】|ここに[^。\n]{1,15}(?:入力|記入|書く|入れる|入ります|貼る)"
        r"|(?:URL|リンク|画像|写真|地図)(?:を|は)?(?:挿入|あとで|後で|差し込み)",
        "ここに本文を入力してください。",
    ),
    "a word to a colleague": Kind(
        rf"※[^\n。]{{0,12}}{COLLEAGUE}[、 ]?[にへが]?ご?(?:確認|チェック|修正|追記|校正|差し?替え)"
        r"を?(?:お願い|願|して|中|待ち|済)"
        r"|※(?:ここ|[あ後]とで|後で)[^\n。]{0,10}(?:直|修正|確認|追記|記入|差し?替え)",
        "※田中さん確認お願いします",
    ),
    "words of programs": Kind(
        r"(?i:(?<![a-z])(?:lorem|ipsum|tbd|tba|placeholder|todo|fixme|hoge|undefined|nan|null)(?![a-z]))"
        r"|#(?:REF|N/A|VALUE|NAME|DIV/0)!?|&(?:nbsp|amp|lt|gt|quot);|</?(?:br|p|b|div|span|strong)\s*/?>",
        "Lorem ipsum dolor sit amet",
    ),
}
POSSIBLE: Final = {
    "仮, or later": Kind(r"\(仮\)|要(?:確認|修正|差し?替え)|後日記入", "春の催し（仮）"),
    "still to be confirmed": Kind(r"\([^()\n]{1,8}確認中\)", "4月29日（日付確認中）"),
    "a long silence": Kind(r"(?<=[^\s.])\.{9,}", "会場は………です。"),
    "an empty bracket": Kind(r"(?<=[^\s\d])\( +\)", "持ち物（　　　）"),
    "asked of a colleague": Kind(
        rf"(?<![皆客子者])(?<=[一-鿿]){COLLEAGUE}[、 ]?(?:ご?確認|チェック|修正)を?(?:お願い|願い)",
        "田中係長、確認お願いします。",
    ),
}


def pattern_of(kinds: dict[str, Kind]) -> re.Pattern[str]:
    """One pattern that finds every kind."""
    return re.compile("|".join(kind.pattern for kind in kinds.values()), re.MULTILINE)
