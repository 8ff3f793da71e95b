"""Was something left in that was to be filled in later: ○○, XX, {…}, 【仮】, ダミー?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening import marks
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.marks import pattern_of
from posts.screening.rule import Rule
from posts.screening.surroundings import line_at

CERTAIN: Final = pattern_of(marks.CERTAIN)
POSSIBLE: Final = pattern_of(marks.POSSIBLE)
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
    *(kind.shown for kind in (*marks.CERTAIN.values(), *marks.POSSIBLE.values())),
    "「○○ペイで返金します」という電話が増えています。",
    "〇〇課までお問い合わせください。",
    "×× 会館",
    "◎◎小学校",
    "■■会館",
    "〇歳から〇歳までのお子さんが対象です。",
    "開始は10時です（要確認）。",
    "春まつり（要修正）",
    "定員はTBDです。",
    "ダミーの文章です。",
    "第○回市民大会",
    "会場は△△町□□番地です。",
    "会場：[場所]",
    "【仮】春の催し",
    "避難者数：未入力",
    "電話 0178-43-",
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
    "□名前を書いた札\n□人数分の飲み物",
    "●日 時 4月29日（木・祝）\n●年 齢 問いません",
    "■■ お知らせ ■■",
    "★★大切なお知らせ★★",
    "会場はどこですか？時間は10時です。",
    "持ち物は要相談、見学は要予約です。",
    "皆さん、ご確認をお願いします。",
)
