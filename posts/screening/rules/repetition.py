"""Was the same text, or nearly the same, sent not long ago?"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from audit.dates_ja import date_only
from posts.screening.drafts import JAPAN, Draft, RecentPost
from posts.screening.findings import WHOLE, Hit, Severity
from posts.screening.rule import EXAMPLE_NOW, Rule, example

# Share of the triples of characters that two texts have in common.
ALIKE: Final = 0.8
SHORT: Final = 20


def check(draft: Draft) -> Iterator[Hit]:
    if draft.kind in ("correction", "cancellation"):
        return
    own = _triples("\n".join(text.text for text in draft.texts if text.kind != "easy"))
    if len(own) < SHORT:
        return
    for post in draft.recent:
        share = _share(own, _triples(post.text))
        if share >= ALIKE:
            day = date_only(post.sent_at.astimezone(JAPAN).date())
            when = "配信した" if post.is_sent else "配信する予定の"
            same = "同じ" if share == 1 else "ほとんど同じ"
            yield Hit(
                WHOLE,
                f"{day}に{when}「{post.title}」と{same}内容です。"
                "もう一度配信する理由を答えてください。",
                Severity.ASKS,
                about=f"{post.title} {day}",
            )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


@lru_cache(maxsize=256)
def _triples(text: str) -> frozenset[str]:
    plain = re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


NOTICE: Final = (
    "5月の休日当番医をお知らせします。受診の前に電話で確かめてください。"
    "保険証と医療費の受給者証をお持ちください。くわしくは市のホームページをご覧ください。"
)
SENT: Final = (RecentPost("休日当番医", NOTICE, EXAMPLE_NOW),)
RULE: Final = Rule(
    name="repetition",
    title="最近の投稿との重なり",
    severities=(Severity.ASKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    example(NOTICE, recent=SENT),
    example(NOTICE.replace("5月", "５月"), recent=SENT),
    example(NOTICE.replace("確かめて", "確認して"), recent=SENT),
    example(NOTICE, recent=(RecentPost("休日当番医", NOTICE, EXAMPLE_NOW, is_sent=False),)),
)
PASSED: Final = (
    example("5月の納税のお知らせです。納付書でお納めください。口座振替も使えます。", recent=SENT),
    example(NOTICE),
    example(NOTICE, recent=SENT, kind="correction"),
)
