"""Does a live post look like a drill or a test?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

_TEST: Final = r"(?:試験|テスト|てすと|(?<![A-Za-z])(?:test|Test|TEST))"
_SENT: Final = r"(?:配信|送信|投稿|メッセージ)"
# A label says that the message itself is a drill; 「訓練を行います」 announces one.
LABEL: Final = re.compile(
    rf"[【\[(<《≪〔](?:これは)?(?:防災)?(?:訓練|{_TEST})(?:{_SENT}|放送|です|中)?[】\])>》≫〕]"
    r"|(?:訓練[、。・!\s]*){2,}"
    rf"|これは(?:防災)?(?:訓練|{_TEST})(?:配信|送信|放送)?(?:です|の)"
    rf"|※ ?(?:訓練|{_TEST})です"
    r"|訓練(?:配信|送信|メール|情報)(?=です|。|\s|$)"
    rf"|{_TEST}(?:{_SENT}|用の)(?!を(?:行|実施)|の?お知らせ|します|について)"
    r"|(?:配信|送信|投稿|通知|受信|表示)の?(?:テスト|試験)(?:中|です|用|のため|[。!]|$)"
    rf"|^[ \t　]*{_TEST}(?:です)?[。.!\s]*$"
    r"|(?:動作|配信)確認(?:用|中|です|のため)|(?:テスト|てすと)です",
    re.MULTILINE,
)
# 「これは、Jアラートのテストです」 tells what the loudspeakers will say.
QUOTED: Final = re.compile(r"「[^」\n]*$")
POSSIBLE: Final = re.compile(
    r"(?:試験|テスト)(?:配信|送信|投稿)|^[ \t　]*訓練(?![校生士用のを])[^\n]{0,6}$", re.MULTILINE
)


def check(draft: Draft) -> Iterator[Hit]:
    if draft.kind == "drill":
        return
    for part in draft.parts:
        certain = list(LABEL.finditer(part.prose))
        for found in certain:
            quoted = QUOTED.search(part.prose[max(0, found.start() - 40) : found.start()])
            yield Hit(
                part.span(*found.span()),
                f"「{found[0].strip()}」とあり、訓練や試験の配信に見えます。"
                "本番の投稿なら消し、訓練なら投稿の種類で「訓練」を選んでください。",
                Severity.ASKS if quoted else Severity.BLOCKS,
            )
        for found in POSSIBLE.finditer(part.prose):
            if not any(one.start() < found.end() and found.start() < one.end() for one in certain):
                yield Hit(
                    part.span(*found.span()),
                    f"「{found[0].strip()}」とあります。訓練や試験そのものの配信ではないか確かめてください。",
                    Severity.ASKS,
                )


RULE: Final = Rule(
    name="drill_words",
    title="本番の投稿の「訓練」「テスト」",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "放送の内容は「これはテストです」です。",
    "【訓練】高齢者等避難を発令しました。",
    "これは訓練です。大津波警報が発表されました。",
    "訓練、訓練。ただちに避難してください。",
    "テスト配信",
    "試験配信です。",
    "テスト",
    "動作確認のため送っています。",
    "（テスト）お知らせ",
    "てすとです。",
    "test配信",
    "※訓練です",
    "送信テスト中",
)
PASSED: Final = (
    "5月9日（日）に総合防災訓練を行います。",
    "全国一斉の情報伝達訓練のお知らせです。",
    "訓練用の消火器",
    "テスト勉強に図書館をどうぞ。",
    "職業訓練の受講生を募集します。",
    "公務員採用試験の案内です。",
    "訓練では緊急速報メールが鳴ります。",
    "シェイクアウト訓練に参加しましょう。",
)
