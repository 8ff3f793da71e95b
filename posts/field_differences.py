"""What differs between two working copies, field by field and bubble by bubble?"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from audit.dates_ja import date_and_time
from posts.answering.answers import PREFIX
from posts.bubble_differences import differences_of_bubbles
from posts.bubbles import read
from posts.choices import Audience, Category, Confidentiality
from posts.comparing import Difference, compared, replaced
from posts.kinds.choices import Kind

WORDS: Final = {
    "easy_text": "やさしい日本語の文章",
    "source_name": "発信元",
    "source_url": "発信元のアドレス",
    "source_check": "信頼できると確かめた方法",
}
CHOICES: Final = {
    "kind": ("投稿の種類", Kind),
    "category": ("分類", Category),
    "confidentiality": ("機密性", Confidentiality),
    "audience": ("配信先", Audience),
}
YES_OR_NO: Final = {
    "at_once": ("いつ配信するか", "日時を決めて配信する", "承認されたら、すぐに配信する"),
    "is_weighty": ("重要・異例", "いいえ", "はい"),
}
MOMENTS: Final = {"send_at": ("配信日時", "未定"), "embargo_until": ("解禁日時", "なし")}


def differences_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields of `after` that are others in `before`, words first."""
    found: list[Difference] = []
    if "title" in after and after["title"] != before["title"]:
        found.append(Difference("title", "件名", compared(before["title"], after["title"])))
    if "bubbles" in after:
        found += differences_of_bubbles(read(before["bubbles"]), read(after["bubbles"]))
    found += _of_words(before, after)
    for name, (label, choices) in CHOICES.items():
        if name in after and after[name] != before[name]:
            labels = {str(value): str(words) for value, words in choices.choices}
            was, is_now = (labels.get(side[name], "未選択") for side in (before, after))
            found.append(replaced(name, label, was, is_now))
    found += _of_moments(before, after)
    found += _of_answers(before, after)
    return found


def _of_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for name, label in WORDS.items():
        was, is_now = before.get(name) or "", after.get(name) or ""
        if name in after and was != is_now:
            yield Difference(name, label, compared(was, is_now))


def _of_moments(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for name, (label, no, yes) in YES_OR_NO.items():
        if name in after and bool(after[name]) != bool(before[name]):
            was, is_now = (yes if side[name] else no for side in (before, after))
            yield replaced(name, label, was, is_now)
    for name, (label, none) in MOMENTS.items():
        if name in after and after[name] != before[name]:
            yield replaced(name, label, _when(before[name], none), _when(after[name], none))


def _of_answers(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    was, is_now = before.get("answers") or {}, after.get("answers") or {}
    for key in [*was, *(key for key in is_now if key not in was)]:
        old, new = was.get(key, ""), is_now.get(key, "")
        if old != new:
            yield Difference(f"{PREFIX}{key}", "確かめた内容", compared(old, new))


def _when(moment: datetime | None, none: str) -> str:
    return date_and_time(moment) if moment else none
