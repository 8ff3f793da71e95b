"""What is still missing before a post may be submitted, said at the field it concerns."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from line.messages import TEXT_LENGTH, utf16_length
from posts.choices import Audience, Category, Confidentiality
from posts.models import FIELDS

LONGEST_WAIT = timedelta(days=366)
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
# They turn the order of what follows, so that a text reads other than it is.
DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def problems(fields: Mapping[str, Any], *, at: datetime) -> dict[str, str]:
    """What the drafter should do about each field; empty when the post may be submitted.

    `fields` are those of a working copy; a field that is not there counts as empty.
    """
    written = {name: fields.get(name) or "" for name in FIELDS}
    found = {
        "title": "" if written["title"].strip() else "件名を入力してください。",
        "category": ""
        if written["category"] in Category.values
        else "分類を選んでください。投稿できるのは運用ポリシーの投1から投6までです。",
        "confidentiality": _confidentiality(written["confidentiality"]),
        "text": _text(written["text"]),
        "audience": "" if written["audience"] in Audience.values else "配信先を選んでください。",
        "send_at": _send_at(fields.get("send_at"), at=at),
    }
    return {field: message for field, message in found.items() if message}


def length_problem(text: str) -> str:
    """Is the text too long for LINE? LINE counts UTF-16 units: most emoji count as two."""
    over = utf16_length(text) - TEXT_LENGTH.value
    if over <= 0:
        return ""
    return (
        f"本文が{over:,}文字分長すぎます。{TEXT_LENGTH.value:,}文字以内にしてください"
        "（絵文字などは2文字と数えます）。"
    )


def control_problem(text: str) -> str:
    """Does the text hold characters that steer instead of being read, such as a reversed order?"""
    if any(c in DIRECTIONS or (unicodedata.category(c) == "Cc" and c not in "\n\t") for c in text):
        return "目に見えない特殊な文字が入っています。貼り付けた部分を入力し直してください。"
    return ""


def _text(text: str) -> str:
    if not any(_is_seen(character) for character in text):
        return "本文を入力してください。"
    return length_problem(text) or control_problem(text)


def _is_seen(character: str) -> bool:
    # Hangul fillers count as letters, and show nothing.
    return unicodedata.category(character)[0] not in "ZC" and character not in FILLERS


def _confidentiality(value: str) -> str:
    if value == Confidentiality.PUBLIC:
        return ""
    if value == Confidentiality.RESTRICTED:
        return (
            "機密性2以上の情報は発信できません（法令等遵守1）。"
            "公表できる内容に直してから、機密性1を選んでください。"
        )
    return "機密性を選んでください。"


def _send_at(send_at: datetime | None, *, at: datetime) -> str:
    if send_at is None:
        return "配信する日付と時刻を入力してください。"
    if send_at <= at:
        return "配信日時が過ぎています。今より後の日時にしてください。"
    if send_at > at + LONGEST_WAIT:
        return "配信日時が1年以上先です。年を確かめてください。"
    return ""
