"""What is asked at sign-in, and how a wrong answer is put into words."""

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Staff


class CodeInput(forms.TextInput):
    """A box for a code; what was typed does not come back, because it was a secret once."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})

    def format_value(self, value: Any) -> None:
        return None


def code_field() -> forms.CharField:
    """A field for a code of the app; gaps and full-width digits are accepted."""
    return forms.CharField(
        label="確認コード",
        help_text="認証アプリに表示された6桁の数字",
        max_length=20,
        error_messages={"required": "確認コードを入力してください。"},
        widget=CodeInput,
    )


class StaffLoginForm(LoginForm):
    """Staff number and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = "職員番号"
        login.error_messages["required"] = "職員番号を入力してください。"
        login.widget.attrs.update(autocapitalize="none", spellcheck="false")
        password.label = "パスワード"
        password.help_text = ""
        password.error_messages["required"] = "パスワードを入力してください。"
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        """Full-width letters and digits are what a Japanese keyboard gives, not a mistake."""
        return unicodedata.normalize("NFKC", super().clean_login())


class FirstPasswordForm(forms.Form):
    """A password of one's own instead of the temporary one, or of one that may be known."""

    not_the_same = "前のパスワードとは別のパスワードにしてください。"

    password1 = forms.CharField(
        label="新しいパスワード",
        strip=False,
        max_length=200,
        error_messages={"required": "新しいパスワードを入力してください。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="新しいパスワード（確認のため、もう一度）",
        strip=False,
        max_length=200,
        error_messages={"required": "確認のため、同じパスワードをもう一度入力してください。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    is_used_here_only = forms.BooleanField(
        label="ほかのシステムでは使っていないパスワードです",
        error_messages={
            "required": "ほかのシステムで使っていないことを確かめて、チェックしてください。"
        },
    )

    def __init__(self, staff: Staff, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        if self.staff.check_password(password):
            raise ValidationError(self.not_the_same)
        get_adapter().clean_password(password, user=self.staff)
        return password

    def clean(self) -> dict[str, Any]:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "新しいパスワードと一致していません。")
        return self.cleaned_data
