"""Is a bubble, or the whole post, longer than people read on a phone?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import WHOLE, Hit, Severity
from posts.screening.rule import Rule

# LINE folds a text bubble at about this length behind 「もっと見る」.
BUBBLE: Final = 500
WHOLE_POST: Final = 1500


def check(draft: Draft) -> Iterator[Hit]:
    lengths = [(text, len(text.text)) for text in draft.texts]
    for text, length in lengths:
        if length > BUBBLE:
            yield Hit(
                text.written(0, length),
                f"この吹き出しは{length:,}文字あります。"
                f"{BUBBLE}文字を超えると折りたたまれることがあります。短くするか、分けられます。",
                Severity.HINTS,
                about=text.place,
            )
    total = sum(length for _, length in lengths)
    if total > WHOLE_POST:
        yield Hit(
            WHOLE,
            f"全部で{total:,}文字あります。要点だけにして、くわしい内容は市のホームページへつなげます。",
            Severity.HINTS,
            about="total",
        )


RULE: Final = Rule(
    name="length",
    title="長さ",
    severities=(Severity.HINTS,),
    source="投稿の読みやすさ",
    check=check,
)
CAUGHT: Final = ("長い文です。" * 84, "とても長い文です。" * 200)
PASSED: Final = ("短い文です。", "長い文です。" * 83)
