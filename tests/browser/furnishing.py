"""The office whose pages the tests look at: posts in every state, and the people behind them."""

import uuid
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from accounts.models import Role, Staff
from approvals import decisions
from line.models import FriendCount
from posts.choices import Status
from posts.commenting import comment
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post
from posts.routing import ruling
from posts.routing.choices import RuleKind
from tests.approvals.standing_in import returned_for_the_manager
from tests.browser import alarm, counted, decided, ended, pictures, staff_room
from tests.browser.places import Office
from tests.office import BUBBLE, ask_approval, hire, schedule, write
from tests.posts import bubbles
from tests.posts.bubbles import EVENT, TEXT
from tests.posts.patterns.addresses import make
from tests.posts.states import post_in

LONG_TEXT: Final = (
    "【館鼻岸壁朝市】\n日曜日の夜明けから、新湊三丁目の館鼻岸壁で開きます。\n"
    "https://www.city.hachinohe.aomori.jp/a/very/long/address/without/any/break.html\n"
    "電話 0178-43-2111\n" + "300を超える店が並びます。暖かい服装でお越しください。" * 25
)


def furnish() -> Office:
    """Build it by the real verbs; this takes seconds."""
    drafter = hire("1001", "工藤 美咲", "観光課", Role.DRAFTER)
    manager = hire("2001", "田中 恵子", "情報政策課", Role.ACCOUNT_MANAGER, Role.DRAFTER)
    auditor = hire("3001", "山田 隆", "行政管理課", Role.AUDITOR)
    administrator = hire("4001", "高橋 誠一", "情報政策課", Role.ADMINISTRATOR)
    FriendCount.objects.create(
        day=timezone.localdate(), followers=12_919, targeted_reaches=11_073, blocks=615
    )
    counted.count(drafter)
    returned = ask_approval(drafter, title="八戸三社大祭の前夜祭")
    decisions.return_to_drafter(returned, actor=manager, reason="時刻を加えてください。")
    words = {"place": f"bubble:{BUBBLE}", "quote": "ご案内します", "proposal": "お知らせします"}
    comment(returned.post, actor=manager, words="題に合わせてください。", **words)
    waiting = ask_approval(drafter, title="館鼻岸壁朝市のお知らせ", text=LONG_TEXT)
    comment(waiting.post, actor=auditor, words="会場の名前を確かめてください。", quote="新湊三丁目")
    in_place = returned_for_the_manager(drafter)
    ended_and_decided: dict[str, Any] = {
        **ended.posts(drafter, manager),
        **decided.posts(drafter, manager),
    }
    return Office(
        drafter=drafter,
        manager=manager,
        auditor=auditor,
        draft=write(drafter, title="年末年始のごみ収集", category="", send_at=None),
        mixed=write(
            drafter, title="朝市と会場図", bubbles=[TEXT, EVENT, *bubbles.pictures(drafter)]
        ),
        waiting=waiting,
        approved=schedule(drafter, manager, send_at=timezone.now() + timedelta(days=3)),
        returned=returned.post,
        **ended_and_decided,
        administrator=administrator,
        room=staff_room.build(drafter, manager, administrator),
        library=pictures.library(drafter),
        alarm=alarm.build(drafter, manager),
        in_place=in_place,
        rule=ruling.make_rule(
            RuleKind.WEIGHTY, actor=administrator, section=auditor.section, reason="監査の課のため"
        ),
        pattern=make(drafter),
        corrected=_corrected(drafter),
        odd=write(drafter, title="春のお茶会", category="1", text="○○公民館で開きます。"),
    )


def _corrected(drafter: Staff) -> Post:
    """A post that was sent, and the correction that is being written."""
    post = post_in(Status.SENT, drafter)
    follow_up(post, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    return post
