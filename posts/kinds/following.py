"""How is a post that was sent corrected or cancelled? By another post that names it."""

import uuid
from typing import Final

from accounts.models import Staff
from audit.dates_ja import date_and_time
from posts import drafts
from posts.bubbles import new
from posts.choices import Status
from posts.kinds.choices import Kind
from posts.models import Post
from posts.permissions import demand, drafts_for_section

# What is left to be filled in stands in braces: a post with such a gap is not submitted.
CORRECTION: Final = (
    "【訂正】\n{when}にお知らせした「{title}」に誤りがありました。おわびして訂正します。\n\n"
    "（誤）｛誤っていた内容｝\n（正）｛正しい内容｝\n\n問合せ：{section}　電話 ｛電話番号｝"
)
CANCELLATION: Final = (
    "【中止・取消し】\n{when}にお知らせした「{title}」は、取り消します。\n\n"
    "理由：｛中止や取消しの理由｝\n\n問合せ：{section}　電話 ｛電話番号｝"
)
TEXTS: Final = {Kind.CORRECTION: CORRECTION, Kind.CANCELLATION: CANCELLATION}
TITLES: Final = {Kind.CORRECTION: "訂正", Kind.CANCELLATION: "中止・取消し"}
LONGEST_TITLE: Final = 100


def why_not_follow_up(staff: Staff, post: Post) -> str:
    """Empty when this person may correct or cancel the post; otherwise the reason (責1)."""
    if post.status != Status.SENT:
        return "訂正や取消しを知らせられるのは、配信した投稿だけです。"
    if not drafts_for_section(staff, post):
        return "訂正や取消しを起案できるのは、同じ課の起案者だけです。"
    return ""


def follow_up(original: Post, kind: Kind, *, actor: Staff, origin: uuid.UUID) -> Post:
    """A draft with a prepared text, linked to the post that it is about.

    `origin` names the button, so that a second press makes no second draft. Raises
    PermissionDenied, and KeyError for a kind that follows nothing.
    """
    demand(why_not_follow_up(actor, original))
    text = TEXTS[kind].format(
        when=date_and_time(original.send_at) if original.send_at else "",
        title=original.title,
        section=original.section.name,
    )
    return drafts.create(
        actor=actor,
        origin=origin,
        fields={
            "title": f"{TITLES[kind]}：{original.title}"[:LONGEST_TITLE],
            "category": original.category,
            "confidentiality": original.confidentiality,
            "bubbles": [new("text", identity=origin.hex[:8]).filled({"text": text}).stored()],
            "audience": original.audience,
            "kind": kind,
        },
        original=original,
    )
