"""What does an answer of LINE mean for the people of the office, and what can they do about it?"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Explanation:
    """One sentence that says what happened, and what to do next; empty while it goes on alone."""

    sentence: str
    next_act: str = ""


_KEY_FIRST: Final = (
    "投稿の内容に問題はありません。情報政策課へ連絡してください。"
    "接続が直った後に、下書きに戻し、新しい日時で承認を依頼できます。"
)
_ASK_FIRST: Final = (
    "情報政策課へ連絡してください。"
    "原因がなくなった後に、下書きに戻し、新しい日時で承認を依頼できます。"
)

# The first row that fits counts: the span of the status, and words of LINE that must be in the
# answer. Source: reference 'Status codes'; 'Limits' for 413 and the two meanings of 429.
EXPLANATIONS: Final[tuple[tuple[range, str, Explanation], ...]] = (
    (
        range(400, 401),
        "",
        Explanation(
            "LINEが、投稿の内容を受け付けませんでした。",
            "下書きに戻して内容を直し、もう一度承認を依頼してください。",
        ),
    ),
    (
        range(401, 402),
        "",
        Explanation("LINEに接続するための鍵が、LINEに認められませんでした。", _KEY_FIRST),
    ),
    (
        range(403, 404),
        "",
        Explanation("LINEに接続するための鍵に、配信する権限がありません。", _KEY_FIRST),
    ),
    (
        range(413, 414),
        "",
        Explanation(
            "投稿が大きすぎるため、LINEが受け付けませんでした。",
            "下書きに戻して内容を短くし、もう一度承認を依頼してください。",
        ),
    ),
    (
        range(429, 430),
        "monthly limit",
        Explanation(
            "LINEで今月に配信できる数の上限に達しました。",
            "投稿の内容に問題はありません。情報政策課へ連絡してください。"
            "上限を増やした後、または来月に、下書きに戻し、新しい日時で承認を依頼できます。",
        ),
    ),
    (
        range(429, 430),
        "",
        Explanation("LINEへの接続が混み合っています。", _ASK_FIRST),
    ),
    (range(400, 500), "", Explanation("LINEが受け付けませんでした。", _ASK_FIRST)),
    (range(500, 600), "", Explanation("LINEの側で問題が起きています。", _ASK_FIRST)),
)
SURPRISE: Final = Explanation("LINEから、思いがけない応答がありました。", _ASK_FIRST)


def explain(status: int, line_words: str) -> Explanation:
    """What an answer with this HTTP status and these words of LINE's own means for people."""
    for span, words, explanation in EXPLANATIONS:
        if status in span and words in line_words:
            return explanation
    return SURPRISE
