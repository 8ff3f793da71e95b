"""What the account manager fills in to decide."""

from typing import Any

from django import forms

from accounts.proofs import ProofFields
from posts.forms import ReasonForm

WHY_A_REASON = "分類「その他」の投稿は、アカウント管理者が理由を書いたときだけ承認できます（投6）。"


class ReturnForm(ReasonForm):
    """差戻し needs a reason that the drafter can act on."""

    reason = forms.CharField(
        label="差戻しの理由",
        max_length=1000,
        help_text="どこをどう直せばよいかを書いてください。起案者に届きます。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "差戻しの理由を入力してください。"},
    )


class ApprovalForm(ProofFields):
    """承認: what was read, and a factor used in this very request."""

    has_read = forms.BooleanField(
        label="本文と配信日時を読んで確認しました",
        error_messages={"required": "本文と配信日時を確認して、チェックを入れてください。"},
    )
    reason = forms.CharField(
        label="適当と認める理由",
        max_length=1000,
        help_text=WHY_A_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "適当と認める理由を入力してください（投6）。"},
    )

    field_order = ("has_read", "reason", "code")

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


class LaterReviewForm(forms.Form):
    """後閲: an opinion, or none."""

    opinion = forms.CharField(
        label="意見",
        max_length=1000,
        required=False,
        help_text="決裁した人に届きます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
