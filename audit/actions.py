"""Which acts can be recorded: the vocabulary of the audit trail, in English and Japanese."""

from django.db.models import TextChoices


class Action(TextChoices):
    """Every recordable act. An act that is not here cannot be recorded, nor therefore done."""

    SIGNED_IN = "account.signed_in", "ログイン"
    SIGN_IN_FAILED = "account.sign_in_failed", "ログイン失敗"
    SIGN_IN_LIMITED = "account.sign_in_limited", "ログイン制限"
    SIGNED_OUT = "account.signed_out", "ログアウト"
    FACTOR_FAILED = "account.factor_failed", "確認コード不一致"
    FACTOR_ENROLLED = "account.factor_enrolled", "認証アプリの登録"
    PASSWORD_CHANGED = "account.password_changed", "パスワードの変更"
    STEP_UP_REFUSED = "account.step_up_refused", "操作時の本人確認の失敗"

    POST_CREATED = "post.created", "起案"
    POST_EDITED = "post.edited", "編集"
    POST_SUBMITTED = "post.submitted", "承認依頼"
    POST_RETURNED = "post.returned", "差戻し"
    POST_APPROVED = "post.approved", "承認"
    POST_WITHDRAWN = "post.withdrawn", "取下げ"
    POST_REOPENED = "post.reopened", "修正の再開"
    POST_EXPIRED = "post.expired", "承認の期限切れ"
    APPROVAL_REFUSED = "approval.refused", "承認できない人の操作"

    SENDING_STARTED = "broadcast.started", "配信開始"
    SENDING_ATTEMPTED = "broadcast.attempted", "LINEへの送信"
    SENDING_POSTPONED = "broadcast.postponed", "再送待ち"
    SENDING_ACCEPTED = "broadcast.accepted", "配信済み"
    SENDING_ANSWERED_LATE = "broadcast.answered_late", "遅れて届いた応答"
    SENDING_FAILED = "broadcast.failed", "配信失敗"
    SENDING_UNCERTAIN = "broadcast.uncertain", "結果不明"
    FINDING_RECORDED = "broadcast.finding_recorded", "配信結果の記録"
    FOUND_SENT = "broadcast.found_sent", "配信済みと確認"
    FOUND_UNSENT = "broadcast.found_unsent", "未配信と確認"
    EVERYTHING_STOPPED = "stop.pulled", "全配信の緊急停止"
    RELEASE_ASKED = "stop.release_asked", "停止解除の申出"
    RELEASE_TAKEN_BACK = "stop.release_taken_back", "停止解除の申出の取消し"
    EVERYTHING_RELEASED = "stop.released", "停止の解除"

    SENDING_BLOCKED = "broadcast.blocked", "配信の差止め"
