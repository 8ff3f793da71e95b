"""What an entry of the trail is called in Japanese: its target, and the facts kept with it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from audit.actions import Action
from audit.codes import DEVICES, WORDS
from audit.dates_ja import date_and_time, date_only
from audit.models import Entry

# How the tables are named for people; a table that is not here is shown as it is written.
KINDS: Final = {
    "posts.post": "投稿",
    "posts.revision": "投稿の版",
    "media.item": "画像・動画",
    "accounts.staff": "職員",
    "broadcasts.stop": "緊急停止",
    "broadcasts.finding": "配信の結果",
    "accounts.section": "課",
    "personnel.helprequest": "ログインの手助けの申請",
    "personnel.reviewsignoff": "棚卸し",
    "personnel.stafffile": "異動ファイル",
    "posts.pattern": "文例",
    "posts.patternversion": "文例の版",
    "posts.routerule": "決裁ルート",
    "posts.listchange": "確認用の一覧の変更",
}
LABELS: Final = {
    "absence": "不在の番号",
    "appointment": "任命の番号",
    "asked_by": "申請した職員の番号",
    "before": "変更前",
    "after": "変更後",
    "beside": "ほかにログイン中の端末の数",
    "count": "数",
    "devices": "認証手段",
    "duty": "緊急当番の番号",
    "emergency": "役割ごと停止したか",
    "ended_by": "短縮した職員",
    "ended_sessions": "終了したログインの数",
    "ends_on": "終了日",
    "expires_at": "期限",
    "fields": "変えた項目",
    "format": "ファイルの形式",
    "from": "開始",
    "from_day": "開始日",
    "given_by": "任命した職員",
    "kind": "種類",
    "last_day": "最後の日",
    "left": "残りの数",
    "movement": "異動の番号",
    "name": "名前",
    "data_until": "戻した控えの時点",
    "number": "職員番号",
    "on": "日付",
    "people": "人数",
    "rank": "順位",
    "report": "漏えいの報告の番号",
    "request": "申請の番号",
    "role": "役割",
    "roles": "役割",
    "rows": "行の数",
    "section": "課",
    "section_id": "課の番号",
    "session": "ログインの番号",
    "staff": "職員",
    "starts_on": "開始日",
    "to": "異動先・終了",
    "turns": "当番の数",
    "accepted_request_id": "受付済みの番号",
    "action": "操作",
    "answers": "回答した指摘の数",
    "arrived": "届いていたか",
    "attempt": "送信の回数",
    "by_itself": "自動保存",
    "category": "分類",
    "comment": "コメントの番号",
    "proposed_by": "修正案を書いた職員",
    "copied_from": "複製元の投稿の番号",
    "device": "認証に使ったもの",
    "digest": "内容の指紋",
    "friends": "友だちの数",
    "group": "区分",
    "http_status": "LINEの応答の番号",
    "left_out": "解禁前のため除いた数",
    "line_words": "LINEの応答",
    "list": "一覧",
    "outcome": "結果",
    "people_shown": "写っている人",
    "reason": "理由",
    "request_id": "LINEの受付番号",
    "retry_in_seconds": "次の送信までの秒数",
    "retry_key": "再送の鍵",
    "revision": "版",
    "rights": "作った人",
    "typed": "入力された番号の照合値",
    "value": "内容",
    "original": "元の投稿",
    "pattern": "文例の版",
    "version": "保存の回数",
    "capacity": "決裁した立場",
    "ground": "代決の根拠",
    "ground_words": "代決する理由",
    "step": "手順",
    "words": "意見",
    "consulted": "合議する課",
    "send_at": "配信日時",
    "why": "理由",
    # The numbers of 棚卸し.
    "unused": "90日以上ログインしていない職員",
    "never_signed_in": "一度もログインしていない職員",
    "without_factor": "認証手段のない職員",
    "suspended": "利用停止中の職員",
    "expiring": "30日以内に終わる任期",
    "without_role": "役割のない職員",
    "without_reviewer": "課内確認者のいない課",
}
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
# Said by the entry's own target already.
LEFT_OUT: Final = {"target"}


def details(entry: Entry) -> list[tuple[str, str]]:
    """The facts of an entry as (label, words), without those that are empty."""
    kept: Mapping[str, Any] = entry.detail
    return [
        (LABELS.get(name, name), _words(name, value))
        for name, value in kept.items()
        if name not in LEFT_OUT and value not in ("", None, [], {})
    ]


def target(name: str) -> str:
    """`posts.post:12` as 投稿 12; a name of another kind as it is written."""
    kind, _, number = name.partition(":")
    return f"{KINDS[kind]} {number}" if kind in KINDS else name


def _words(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_words(name, one) for one in value)
    if name in ("device", "devices"):
        kind = str(value).partition("/")[0]
        return DEVICES.get(kind, str(value))
    known = WORDS.get(name, {})
    if isinstance(value, str | bool) and value in known:
        return known[value]
    if name == "action" and value in Action.values:
        return Action(value).label
    return _dated(value) if isinstance(value, str) else str(value)


def _dated(value: str) -> str:
    """A day or moment that was written for machines, as people read it; anything else as it is."""
    try:
        if DAY.fullmatch(value):
            return date_only(date.fromisoformat(value))
        moment = datetime.fromisoformat(value) if "T" in value else None
    except ValueError:
        moment = None
    return date_and_time(moment) if moment and moment.tzinfo else value
