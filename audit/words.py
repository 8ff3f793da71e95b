"""What an entry of the trail is called in Japanese: its target, and the facts kept with it."""

from collections.abc import Mapping
from typing import Any, Final

from audit.models import Entry

# How the tables are named for people; a table that is not here is shown as it is written.
KINDS: Final = {
    "posts.post": "投稿",
    "posts.revision": "投稿の版",
    "accounts.staff": "職員",
    "broadcasts.stop": "緊急停止",
    "broadcasts.finding": "配信の結果",
    "posts.pattern": "文例",
    "posts.listchange": "確認用の一覧の変更",
}
LABELS: Final = {
    "accepted_request_id": "受付済みの番号",
    "action": "操作",
    "answers": "回答した指摘の数",
    "arrived": "届いていたか",
    "attempt": "送信の回数",
    "device": "認証に使ったもの",
    "digest": "内容の指紋",
    "group": "区分",
    "http_status": "LINEの応答の番号",
    "line_words": "LINEの応答",
    "list": "一覧",
    "outcome": "結果",
    "reason": "理由",
    "request_id": "LINEの受付番号",
    "retry_in_seconds": "次の送信までの秒数",
    "retry_key": "再送の鍵",
    "revision": "版",
    "typed": "入力された番号の照合値",
    "value": "内容",
    "original": "元の投稿",
    "pattern": "文例の版",
    "version": "保存の回数",
    "why": "理由",
}
# Said by the entry's own target already.
LEFT_OUT: Final = {"target"}
# The codes that stand for words; anything else is shown as it was written.
WORDS: Final[dict[str, dict[Any, str]]] = {
    "action": {
        "approve": "承認",
        "release_stop": "停止の解除",
        "confirm_finding": "配信の結果の確定",
    },
    "arrived": {True: "届いていた", False: "届いていなかった"},
    "list": {
        "domains": "リンク先",
        "phones": "課の電話番号",
        "names": "氏名ではない言葉",
        "words": "注意する言葉",
    },
    "outcome": {
        "accepted": "受付",
        "not_sent": "送信できず",
        "unknown": "不明",
        "refused": "拒否",
    },
    "reason": {
        "unknown": "この画面からはできない操作",
        "spent": "使用済みの画面",
        "expired": "画面の期限切れ",
        "changed": "内容が変わった",
        "malformed": "6桁の数字ではない",
        "wrong": "確認コードの間違い",
        "used": "使用済みの確認コード",
        "throttled": "間違いの後の待ち時間",
        "no_device": "認証アプリの登録なし",
    },
    "why": {
        "by_choice": "本人の操作",
        "unverified": "二つ目の認証なし",
        "password_due": "仮パスワードの変更前",
        "step_up_exhausted": "確認コードの間違いの繰返し",
        "changed_meanwhile": "ログインの途中で登録が変わった",
        "suspended": "利用停止中",
        "unknown_number": "登録のない職員番号",
        "wrong_password": "パスワードの間違い",
    },
}


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
    if name == "device":
        return "認証アプリ" if str(value).startswith("otp_totp.") else str(value)
    known = WORDS.get(name, {})
    return known[value] if isinstance(value, str | bool) and value in known else str(value)
