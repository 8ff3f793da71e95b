"""What is asked on the pages of one's own account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms

from accounts.forms import FirstPasswordForm
from accounts.models import Staff
from accounts.proofs import ProofFields


class PasswordChangeForm(FirstPasswordForm, ProofFields):
    """The password of now, a new one, and the proof."""

    not_the_same = "今のパスワードとは別のパスワードにしてください。"

    current = forms.CharField(
        label="今のパスワード",
        strip=False,
        max_length=200,
        error_messages={"required": "今のパスワードを入力してください。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    field_order = ("current", "password1", "password2", "is_used_here_only", "code", "assertion")

    def __init__(self, staff: Staff, *args: Any, **kwargs: Any) -> None:
        super().__init__(staff, *args, **kwargs)

    def clean_current(self) -> str:
        """Counted like a password at sign-in: who sits down at an open screen must not guess."""
        typed: str = self.cleaned_data["current"]
        if not get_adapter().reauthenticate(self.staff, typed):
            raise forms.ValidationError("今のパスワードが違います。")
        return typed


class LeakReportForm(forms.Form):
    """What was noticed; it may be left empty, because nothing may delay the report."""

    note = forms.CharField(
        label="気づいたこと",
        required=False,
        max_length=2000,
        help_text=("例：心当たりのないログインの知らせが届いた。パスワードは書かないでください。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
