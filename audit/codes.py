"""Which codes of the trail stand for which Japanese words?"""

from typing import Any, Final

# The codes that stand for words; anything else is shown as it was written.
ROLES: Final = {
    "drafter": "起案者",
    "section_reviewer": "課内確認者",
    "account_manager": "アカウント管理者",
    "deputy": "代決者",
    "auditor": "監査者",
    "administrator": "システム管理者",
}
# How a second factor is called, by the kind of its row.
DEVICES: Final = {
    "accounts.authenticator": "認証アプリ",
    "otp_totp.totpdevice": "認証アプリ",
    "accounts.recoverysheet": "回復コード",
    "otp_webauthn.webauthncredential": "パスキー",
}
WORDS: Final[dict[str, dict[Any, str]]] = {
    "action": {
        "approve": "承認",
        "approve_pattern": "緊急の文例の承認",
        "release_stop": "停止の解除",
        "confirm_finding": "配信の結果の確定",
        "password_change": "パスワードの変更",
        "add_authenticator": "認証アプリの追加",
        "add_passkey": "パスキーの追加",
        "remove_factor": "認証手段の削除",
        "reissue_recovery_codes": "回復コードの発行",
    },
    "by_itself": {True: "はい", False: "いいえ"},
    "arrived": {True: "届いていた", False: "届いていなかった"},
    "emergency": {True: "はい", False: "いいえ"},
    "kind": {
        "appoint": "任命",
        "end": "任期の短縮",
        "transfer": "異動",
        "retirement": "退職",
        "factors": "認証手段のリセット",
        "password": "仮パスワードの発行",
        "address": "メールアドレスの修正",
        "resumption": "利用の再開",
    },
    "role": ROLES,
    "roles": ROLES,
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
    "people_shown": {"nobody": "写っていない", "agreed": "了解あり"},
    "rights": {
        "staff": "市の職員",
        "ordered": "市の依頼先",
        "provided": "提供者",
        "licensed": "素材集など",
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
        "unreadable": "認証手段の登録を読めない",
        "passkey": "パスキーの確認ができない",
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
        "temporary_password_expired": "仮パスワードの期限切れ",
        "password_changed": "パスワードの変更",
        "idle": "操作のない時間が続いた",
        "too_long": "ログインから長い時間が過ぎた",
        "ended_by_owner": "本人がほかの端末から終了",
        "ended_elsewhere": "ほかの端末から終了",
        "leak_reported": "漏えいのおそれの報告",
        "by_administrator": "システム管理者の操作",
        "unknown": "記録のないログイン",
    },
}
