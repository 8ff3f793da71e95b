"""What is still missing before a post may be submitted, said at the field it concerns."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from line.messages.visible import is_seen
from posts.bubbles import read
from posts.bubbles.checking import missing
from posts.bubbles.naming import name_in_form
from posts.choices import Audience, Category, Confidentiality
from posts.kinds.asking import kind_problems
from posts.models import FIELDS
from posts.usable_media import not_usable

LONGEST_WAIT = timedelta(days=366)


def problems(fields: Mapping[str, Any], *, at: datetime) -> dict[str, str]:
    """What the drafter should do about each field; empty when the post may be submitted.

    `fields` are those of a working copy; a field that is not there counts as empty.
    """
    written = {name: fields.get(name) or "" for name in FIELDS}
    found = {
        "title": "" if is_seen(written["title"]) else "件名を入力してください。",
        "category": ""
        if written["category"] in Category.values
        else "分類を選んでください。投稿できるのは運用ポリシーの投1から投6までです。",
        "confidentiality": _confidentiality(written["confidentiality"]),
        **_bubbles(fields.get("bubbles")),
        "audience": "" if written["audience"] in Audience.values else "配信先を選んでください。",
        "send_at": "" if fields.get("at_once") else _send_at(fields.get("send_at"), at=at),
        **kind_problems(fields, read(fields.get("bubbles") or [])),
    }
    return {field: message for field, message in found.items() if message}


def _bubbles(stored: Any) -> dict[str, str]:
    """By the names of the fields in the form; `bubbles` for what concerns all of them.

    A picture says nothing to whoever cannot see it, nothing in a notification, and nothing to
    the checks of words: so every post has words of its own, in a text or a card.
    """
    found = read(stored or [])
    if not any(bubble.SPEAKS for bubble in found):
        return {"bubbles": "本文がありません。テキストかカードを1つ以上入れてください。"}
    return not_usable(found) | {
        name_in_form(bubble.id, field): message
        for bubble in found
        for field, message in missing(bubble).items()
    }


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
