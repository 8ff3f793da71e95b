"""What is asked at sign-in, and how a wrong answer is put into words."""

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django_otp.forms import OTPTokenForm
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import devices
from accounts.devices import Check, Verdict
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


class TokenForm(OTPTokenForm):
    """The code of a device that is registered; the check and its lock are django-otp's."""

    otp_error_messages: dict[str, Any] = {
        **OTPTokenForm.otp_error_messages,
        "token_required": "確認コードを入力してください。",
        "device_required": "認証アプリが選ばれていません。画面を開き直してください。",
        "verification_not_allowed": "今は確認コードを受け付けていません。",
    }
    otp_device = forms.ChoiceField(choices=[], widget=forms.HiddenInput)
    otp_token = code_field()
    otp_challenge = None  # type: ignore[assignment]  # how Django drops an inherited field

    check: Check | None = None

    def __init__(self, user: Staff, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, request, *args, **kwargs)  # type: ignore[no-untyped-call]
        choices = self.device_choices(user)
        self.fields["otp_device"].initial = choices[0][0] if choices else ""

    def clean_otp_token(self) -> str:
        return _clean_code(self.cleaned_data["otp_token"])

    def clean(self) -> dict[str, Any]:
        if "otp_device" in self.errors:
            self.add_error("otp_token", self.otp_error_messages["device_required"])
        elif not self.errors:
            try:
                super().clean()  # type: ignore[no-untyped-call]
            except ValidationError as error:
                self.add_error("otp_token", error)
        return self.cleaned_data

    @staticmethod
    def device_choices(user: Staff) -> list[tuple[str, str]]:
        """Authenticator apps only."""
        return [(found.persistent_id, found.name) for found in devices.primary_devices(user)]

    def _verify_token(
        self, user: Staff, token: str, device: TOTPDevice | None = None
    ) -> TOTPDevice:
        if device is None:
            raise ValidationError(self.otp_error_messages["device_required"])
        self.check = devices.check_code(device, token)
        if self.check.verdict is not Verdict.ACCEPTED:
            raise ValidationError(self.check.message, code=self.check.verdict.value)
        return device


class FirstPasswordForm(forms.Form):
    """A password of one's own instead of the temporary one."""

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
            raise ValidationError("仮パスワードとは別のパスワードにしてください。")
        get_adapter().clean_password(password, user=self.staff)
        return password

    def clean(self) -> dict[str, Any]:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "新しいパスワードと一致していません。")
        return self.cleaned_data


class EnrolForm(forms.Form):
    """The first code of an app that has just learnt its secret."""

    otp_token = code_field()

    check: Check | None = None
    is_dead = False

    def __init__(self, staff: Staff, pending: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.pending = pending

    def clean_otp_token(self) -> str:
        """Registers the device when the code is right."""
        code = _clean_code(self.cleaned_data["otp_token"])
        self.check = devices.confirm_enrolment(self.staff, self.pending, code)
        if self.check is None:
            self.is_dead = True
            raise ValidationError("このQRコードは使えなくなりました。")
        if self.check.verdict is not Verdict.ACCEPTED:
            raise ValidationError(self.check.message, code=self.check.verdict.value)
        return code


def _clean_code(typed: str) -> str:
    code = devices.normalised(typed)
    if not devices.is_code(code):
        raise ValidationError(devices.NOT_A_CODE)
    return code
