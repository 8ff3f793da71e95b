"""How is a post that was sent corrected or cancelled? By another post that names it."""

import uuid
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from accounts import notices
from accounts.models import Staff
from audit.dates_ja import date_and_time
from posts import drafts
from posts.bubbles import new
from posts.choices import FOLLOWED
from posts.kinds.choices import Kind
from posts.kinds.went_out import first_line_of, went_out_at
from posts.models import Post
from posts.permissions import demand, drafts_for_section, why_not_follow_up
from posts.screening_lists.reading import current_lists

# What is left to be filled in stands in braces: a post with such a gap is not submitted.
CORRECTION: Final = (
    "【訂正】\n{when}にお知らせした「{name}」に誤りがありました。おわびして訂正します。\n\n"
    "（誤）｛誤っていた内容｝\n（正）｛正しい内容｝\n\n問合せ：{section}　電話 {phone}"
)
CANCELLATION: Final = (
    "【中止・取消し】\n{when}にお知らせした「{name}」は、取り消します。\n\n"
    "理由：｛中止や取消しの理由｝\n\n問合せ：{section}　電話 {phone}"
)
UNKNOWN_NAME: Final = "｛お知らせの名前｝"
UNKNOWN_TIME: Final = "｛お知らせした日時｝"
TEXTS: Final = {Kind.CORRECTION: CORRECTION, Kind.CANCELLATION: CANCELLATION}
# Without it citizens could not tell it from news, nor could whoever decides on it in a hurry.
HEADINGS: Final = {Kind.CORRECTION: "【訂正】", Kind.CANCELLATION: "【中止"}
TITLES: Final = {Kind.CORRECTION: "訂正", Kind.CANCELLATION: "中止・取消し"}
LONGEST_TITLE: Final = 100
NO_PHONE: Final = "｛電話番号｝"


def follow_up(original: Post, kind: Kind, *, actor: Staff, origin: uuid.UUID) -> Post:
    """A draft with a prepared text, linked to the post that it is about; it goes out at once.

    `origin` names the button, so that a second press makes no second draft. Raises
    PermissionDenied, and KeyError for a kind that follows nothing. Begun by who decides on posts,
    it still belongs to the section of the original, whose drafter is told by mail.
    """
    demand(why_not_follow_up(actor, original))
    is_new = not Post.objects.filter(origin=origin).exists()
    with transaction.atomic():
        made = drafts.create(
            actor=actor, origin=origin, fields=_prepared(original, kind, origin), original=original
        )
        if is_new and not drafts_for_section(actor, original):
            _tell_the_section(original, made)
    return made


def original_problem(post: Post) -> dict[str, str]:
    """What holds a correction back: its original reached nobody, or it does not say what it is."""
    if post.original is None:
        return {}
    if post.original.status not in FOLLOWED:
        return {
            "kind": "元の投稿は、市民に届いていないことが分かりました。"
            "この投稿は配信せずに、取り下げてください。"
        }
    heading = HEADINGS[Kind(post.kind)]
    if post.text.lstrip().startswith(heading):
        return {}
    return {
        "bubbles": f"{post.get_kind_display()}の本文は、「{heading}」で始めてください。"
        "新しいお知らせは、「起案する」から書いてください。"
    }


def _prepared(original: Post, kind: Kind, origin: uuid.UUID) -> dict[str, Any]:
    moment = went_out_at(original)
    text = TEXTS[kind].format(
        when=date_and_time(moment) if moment else UNKNOWN_TIME,
        name=first_line_of(original) or UNKNOWN_NAME,
        section=original.section.name,
        phone=_phone_of(original.section.name),
    )
    return {
        "title": f"{TITLES[kind]}：{original.title}"[:LONGEST_TITLE],
        "category": original.category,
        "is_weighty": original.is_weighty,
        "confidentiality": original.confidentiality,
        "bubbles": [new("text", identity=origin.hex[:8]).filled({"text": text}).stored()],
        "audience": original.audience,
        "kind": kind,
        "at_once": True,
    }


def _phone_of(section: str) -> str:
    """The number that the lists know, if there is no choice; otherwise a gap to fill."""
    known = current_lists().phones.get(section, ())
    return known[0] if len(known) == 1 else NO_PHONE


def _tell_the_section(original: Post, made: Post) -> None:
    notices.tell(
        original.drafter,
        subject=f"{made.get_kind_display()}の下書き：{original.title_in_mails}",
        body=(
            f"件名：{original.title_in_mails}\n\n"
            f"{made.drafter.with_section}が、この投稿の{made.get_kind_display()}を書き始めました。"
            "続きは、あなたの課の起案者も書けます。\n\n"
            f"{settings.SITE_URL}{made.get_absolute_url()}\n"
        ),
    )
