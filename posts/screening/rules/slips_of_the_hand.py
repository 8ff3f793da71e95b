"""Did the hand slip: a syllable twice, a letter that only looks like the right one?"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

BLOCKS, ASKS = Severity.BLOCKS, Severity.ASKS


class Slip(NamedTuple):
    """What was written, how grave it is, and what it must have been (a replacement of `re`)."""

    pattern: re.Pattern[str]
    severity: Severity
    meant: str


def _slip(pattern: str, severity: Severity, meant: str) -> Slip:
    return Slip(re.compile(pattern, re.MULTILINE), severity, meant)


_END: Final = r"(?=[。、!\s)」]|$)"
# A particle written twice, behind a noun.
TWICE: Final = (
    _slip(r"をを+", BLOCKS, "を"),
    _slip(r"(?<=[一-鿿々ァ-ヺー])(は|が|に|で|へ)\1(?![ぁ-ん])", ASKS, r"\1"),
    _slip(r"(?<=[一-鿿々ァ-ヺー])のの(?=[一-鿿])", ASKS, "の"),
    _slip(rf"(です|ます)す+{_END}", BLOCKS, r"\1"),
    _slip(rf"(まし|でし)たた+{_END}", BLOCKS, r"\1た"),
    _slip(r"八戸市市(?=役所)", BLOCKS, "八戸市"),
    _slip(r"八戸市八戸市(?!立)", ASKS, "八戸市"),
    _slip(r"役所役所", BLOCKS, "役所"),
    _slip(r"(お問い?合わ?せ)せ+", BLOCKS, r"\1"),
)
# A blank within a word; やさしい日本語 has blanks between words only.
SPLIT: Final = (
    _slip(r"く[ ]?だ[ ]さ[ ]?い|く[ ]だ[ ]?さ[ ]?い|くださ[ ]い", BLOCKS, "ください"),
    _slip(rf"(?<=[ぁ-ん])(で|ま)[ ]す{_END}", BLOCKS, r"\1す"),
    _slip(rf"(?<=[ぁ-ん])(まし|でし)[ ]た{_END}", BLOCKS, r"\1た"),
    _slip(r"お知[ ]らせ|お[ ]知らせ(?=[ぁ-ん])", BLOCKS, "お知らせ"),
)
# てす for です: a mark lost or added.
MARKS: Final = (
    _slip(rf"(?<=[一-鿿々ァ-ヺーのんいう])てす{_END}", BLOCKS, "です"),
    _slip(r"(?<=[いきしちにみりえけせてねべめれ])まず(?=[。!]|$)", BLOCKS, "ます"),
    _slip(r"くたさい|ぐださい|くだざい", BLOCKS, "ください"),
    _slip(r"ごさい(?=ま[すせし])", BLOCKS, "ござい"),
    _slip(r"おしらぜ|お知らぜ", BLOCKS, "お知らせ"),
)
# Other letters that look alike: 巿 is no 市, and ハ, ロ, エ, カ and 一 have their twins.
ALIKE: Final = (
    _slip(r"巿", BLOCKS, "市"),
    _slip(r"(?<![ァ-ヺー])ハ戸(?=[市駅町港線]|の|に|で|$)|八戶", BLOCKS, "八戸"),
    _slip(r"(?<=[一-鿿])ロ(?=[座数]|から|へ|$|[、。\s])(?<=[窓入出人]ロ)", BLOCKS, "口"),
    _slip(r"(?<=[ァ-ヺ])一(?=[ァ-ヺ])", BLOCKS, "ー"),
    _slip(r"(?<![一-鿿])力(?=[ァ-ヺー]{2})", ASKS, "カ"),
    _slip(r"(?<![ァ-ヺー])エ(?=[事場業]\b|事中|事の|事を|場の)", ASKS, "工"),
)
# 「4月29日（木・祝に」: the bracket behind a weekday is never closed.
OPEN_BRACKET: Final = re.compile(
    r"(?<=[日\d])\((?:祝・)?[月火水木金土日](?:曜日?)?(?:・祝日?|・休日?)?(?![^()\n]{0,40}\))"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for slip in (*TWICE, *SPLIT, *MARKS, *ALIKE):
            for found in slip.pattern.finditer(part.prose):
                yield _hit(part, found, slip)
        for found in OPEN_BRACKET.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」の括弧が閉じていません。「）」を書いてください。",
                BLOCKS,
            )


def _hit(part: Text, found: re.Match[str], slip: Slip) -> Hit:
    fix = found.expand(slip.meant)
    words = f"「{found[0]}」は「{fix}」の打ち間違いではありませんか。確かめて直してください。"
    return Hit(part.span(*found.span()), words, slip.severity, fix=fix)


RULE: Final = Rule(
    name="slips_of_the_hand",
    title="打ち間違い",
    severities=(BLOCKS, ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "健診をを受けましょう。",
    "健診はは毎年6月です。",
    "市民のの皆さん",
    "入場は無料ですす。",
    "お待ちくださ い。",
    "10時に開きま す。",
    "入場は無料てす。",
    "10時に開きまず。",
    "ご覧くたさい。",
    "八戸市市役所で開きます。",
    "八戸巿の催し",
    "ハ戸市の催し",
    "総合窓ロへ",
    "文化センタ一ビルで",
    "力ードをお持ちください。",
    "4月29日（木・祝に開きます。",
)
PASSED: Final = (
    "八戸市役所、八戸市市民課ではなく市民病院へ",
    "日程ははがきで、母ははさみで",
    "母はハハと笑いました。はははと声がします。",
    "一つずつ、ご一緒に。第一ホテル、センター一階",
    "えいご で はなします。まって ください。",
    "まず、電話をしてください。",
    "協力メーカー、電力カード、エレベーター",
    "4月29日（木・祝）に開きます。",
    "4月29日（木・祝、\\n雨天中止）",
)
