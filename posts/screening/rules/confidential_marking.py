"""Does the text carry a mark that says it must not leave the office?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

_MARK: Final = (
    r"取扱い?注意|取り扱い注意|部外秘|庁外秘|課外秘|社外秘|庁内限り?|関係者限り?|職員限り?|"
    r"対外秘|極秘|厳秘|マル秘|(?:自治体)?機密性[23][ABC]?(?:情報|以上)?"
)
# In brackets, or a line of its own: a stamp. Anywhere else: perhaps a subject.
STAMP: Final = re.compile(
    rf"[【\[〔《<(「『]\s*(?:{_MARK}|秘|㊙|案|素案|原案|未定稿|解禁前|公表前|公開前)\s*[】\]〕》>)」』]"
    rf"|^[ 　※*■◆●]*(?:{_MARK})[ 　]*$",
    re.MULTILINE,
)
MENTION: Final = re.compile(rf"(?:{_MARK})(?![一-鿿])|㊙|\(秘\)")
# A plan that people are asked about is called （案） and must be.
PUBLIC_DRAFT: Final = re.compile(
    r"意見(?:を|の)?(?:募集|お寄せ|提出)|ご意見|パブリック ?・?コメント|パブコメ|縦覧"
)
DRAFT_MARK: Final = re.compile(r"[【\[〔(]\s*(?:案|素案|原案)\s*[】\]〕)]")


def check(draft: Draft) -> Iterator[Hit]:
    asked = any(PUBLIC_DRAFT.search(part.normal.text) for part in draft.parts)
    for part in draft.parts:
        stamps = tuple(STAMP.finditer(part.normal.text))
        for found in stamps:
            is_draft = DRAFT_MARK.fullmatch(found[0]) is not None
            if not (is_draft and asked):
                yield _stamped(part, found, is_draft)
        stamped = {at for found in stamps for at in range(*found.span())}
        for found in MENTION.finditer(part.normal.text):
            if found.start() not in stamped:
                words = f"「{found[0]}」と書かれています。発信してよい理由を書いてください。"
                yield Hit(part.span(*found.span()), words, Severity.ASKS)


def _stamped(part: Text, found: re.Match[str], is_draft: bool) -> Hit:
    span, mark = part.span(*found.span()), found[0].strip()
    if is_draft:
        words = "「案」と書かれています。決まった内容であれば、消してください。"
        return Hit(span, words, Severity.ASKS)
    words = f"「{mark}」と書かれています。発信してよい内容かを確かめ、消してください。"
    return Hit(span, words, Severity.BLOCKS)


RULE: Final = Rule(
    name="confidential_marking",
    title="取扱いを限る表示",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="法1",
    check=check,
)
CAUGHT: Final = (
    "【取扱注意】避難所の開設について",
    "（部外秘）",
    "お知らせ\n機密性２\n開庁時間を変えます。",
    "この資料は庁内限りです。",
    "総合計画（案）を決めました。",
    "《㊙》人事のお知らせ",
)
PASSED: Final = (
    "総合計画（案）へのご意見を募集します。",
    "アユ釣りの解禁前に、一般公開前の内覧会を開きます。",
    "秘密を守って相談をお受けします。",
    "企画の提案を受け付けます。",
    "案内所はこちらです。（案内図）",
)
