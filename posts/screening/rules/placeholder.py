"""Was something left in that was to be filled in later: ○○, XX, {…}, 【仮】, ダミー?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import line_at

MARKS: Final = "○〇◯●◎×✕△▲□■◇◆*xX"
UNITS: Final = "月日時分円人名年号回階歳"
LATER: Final = (
    r"要確認|確認中|あとで記入|後で記入|後日記入|後で確認|未入力|未記入|調整中|未定|TBD|TBA"
)
TO_FILL: Final = (
    r"氏名|名前|日付|日時|場所|会場|課名|担当課?|件名|内容|電話番号|金額|人数|URL|住所|期間|施設名"
)
CERTAIN: Final = re.compile(
    r"(?<![○〇◯一二三四五六七八九十百千])[○〇◯]{2,}(?![一二三四五六七八九十百千])|[×✕]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])"
    rf"|[{MARKS}]+月[{MARKS}\d]+日?|(?<=[\d年月午前午後第約])[{MARKS}]+(?=[{UNITS}](?![○×]))"
    rf"|[○〇◯×]+[{UNITS}](?=から|まで|~)"
    rf"|(?<=\d/)[{MARKS}]+(?=[\s(]|$)"
    rf"|(?<=[{UNITS}は:、])[{MARKS}]+[{UNITS}][{MARKS}]+[{UNITS}]"
    r"|(?<=[^\s*])\*{2,}(?=[^\s*])|(?<=[^\s△□◇])[△□◇]{2,}(?=[^\s△□◇])"
    r"|\{\{?[^{}\n]{0,40}\}?\}|\$\{[^}\n]*\}|%[sd](?![A-Za-z])|_{3,}"
    rf"|\[(?:[.…・_ ]*|[^\]\n]{{0,20}}(?:入力|記入)[^\]\n]{{0,10}})\]"
    rf"|(?<=[^\s】\]])[【\[](?:{TO_FILL})[】\]]|[【\[](?:{TO_FILL})[】\]](?=[にはでをへ様]|から|まで|さん)"
    rf"|【(?:仮|案|{LATER}|(?:{TO_FILL})を?入力)】|\((?:{LATER})\)|<(?:{TO_FILL})を?(?:入力|記入)>"
    r"|未入力|ダミー(?!人形|カメラ|ヘッド)|(?:サンプル|仮)(?:テキスト|文章|文です)|ここに[^。\n]{1,15}(?:入力|記入|書く|入れる|入ります)"
    r"|(?i:(?<![a-z])(?:lorem|ipsum|tbd|tba|placeholder)(?![a-z]))|\?{3,}|\ufffd"
)
POSSIBLE: Final = re.compile(r"\(仮\)|要確認|後日記入|(?<=[^\s…])…{3,}")
# A row of marks only adorns.
ADORNED: Final = re.compile(r"[\s○〇◯●◎×✕△▲□■◇◆*_=~☆★♪-]*")
# 「○○ペイで返金」 is what a swindler says.
QUOTED: Final = re.compile(r"「[^」\n]*$")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in CERTAIN.finditer(part.prose):
            if not ADORNED.fullmatch(line_at(part.prose, *found.span())):
                quoted = QUOTED.search(part.prose[max(0, found.start() - 40) : found.start()])
                yield _hit(part, found, Severity.ASKS if quoted else Severity.BLOCKS)
        for found in POSSIBLE.finditer(part.prose):
            if not CERTAIN.search(part.prose, max(0, found.start() - 1), found.end() + 1):
                yield _hit(part, found, Severity.ASKS)


def _hit(part: Text, found: re.Match[str], severity: Severity) -> Hit:
    return Hit(
        part.span(*found.span()),
        f"「{found[0]}」が残っています。正しい内容に書き換えてください。",
        severity,
    )


RULE: Final = Rule(
    name="placeholder",
    title="書きかけの印",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "「○○ペイで返金します」という電話が増えています。",
    "○○公民館で開きます。",
    "〇〇課までお問い合わせください。",
    "×× 会館",
    "日時：○月○日（○）",
    "4月●日に開きます。",
    "4/○(土)に開きます。",
    "〇歳から〇歳までのお子さんが対象です。",
    "電話 0178-43-XXXX",
    "参加費は＊＊円です。",
    "{氏名}さんへ",
    "会場：[場所]",
    "【日付】に【場所】で開きます。",
    "【仮】春の催し",
    "開始は10時です（要確認）。",
    "定員はTBDです。",
    "ダミーの文章です。",
    "Lorem ipsum dolor sit amet",
    "ここに本文を入力してください。",
    "第○回市民大会",
    "避難者数：未入力",
    "お知らせ??????",
    "△△町で開きます。会場は△△町□□番地です。",
    "時間は○時○分です。",
)
PASSED: Final = (
    "○日時 4月29日（木・祝）\n○会場 はっち\n○人数 20人",
    "二〇二七年の催し",
    "●月曜日は休館です。",
    "午前○、午後×",
    "○×クイズ大会",
    "■■■■■■",
    "○○○○○○○○",
    "[対象]小学生",
    "<会場>はっち",
    "【期間】4月15日（木）まで\n【場所】 はっち",
    "【お知らせ】休館日",
    "防災ダミー人形を使います。",
    "※雨天中止",
    "◎ 持ち物 ◎",
    "定員20人（先着順）",
)
