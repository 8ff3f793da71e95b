"""What is asked when a factor is registered, named, or replaced by a recovery code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts import devices, recovery
from accounts.devices import Check, Verdict
from accounts.factors import LONGEST_NAME
from accounts.forms import CodeInput, code_field
from accounts.models import Staff
from accounts.passkeys import DEFAULT_NAME, LONGEST_ANSWER
from accounts.proofs import ProofFields


def name_field() -> forms.CharField:
    """What a person calls a device of theirs."""
    return forms.CharField(
        label="名前",
        max_length=LONGEST_NAME,
        help_text="どの端末か分かる名前。例：職場のパソコン、公用スマートフォン",
        error_messages={
            "required": "名前を入力してください。",
            "max_length": f"名前は{LONGEST_NAME}文字以内で入力してください。",
        },
    )


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


class PasskeyForm(forms.Form):
    """A passkey that the browser has just made."""

    name = name_field()
    credential = forms.CharField(
        max_length=LONGEST_ANSWER,
        widget=forms.HiddenInput,
        error_messages={"required": "先に「パスキーを作る」を押してください。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = DEFAULT_NAME


class NewAuthenticatorForm(ProofFields):
    """The first code of one more app, and the proof with a factor that is registered already."""

    first_code = code_field()

    field_order = ("first_code", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_code"].label = "新しい認証アプリの確認コード"
        self.fields["first_code"].help_text = "今登録しているアプリに表示された6桁の数字"
        self.fields["code"].label = "登録済みの認証アプリの確認コード"

    def clean_first_code(self) -> str:
        return _clean_code(self.cleaned_data["first_code"])


class NewPasskeyForm(PasskeyForm, ProofFields):
    """One more passkey, and the proof with a factor that is registered already."""

    field_order = ("name", "credential", "code")


class NameForm(forms.Form):
    """Another name for a factor."""

    name = name_field()


class RecoveryForm(forms.Form):
    """One of the ten codes on paper."""

    recovery_code = forms.CharField(
        label="回復コード",
        help_text="控えの12文字。大文字と小文字、ハイフンの有無は問いません",
        max_length=40,
        error_messages={"required": "回復コードを入力してください。"},
        widget=CodeInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recovery_code"].widget.attrs.update(
            autocomplete="off", inputmode="text", autocapitalize="characters", spellcheck="false"
        )

    def clean_recovery_code(self) -> str:
        code = recovery.normalised(self.cleaned_data["recovery_code"])
        if not recovery.is_code(code):
            raise ValidationError(recovery.NOT_A_CODE)
        return code


def _clean_code(typed: str) -> str:
    code = devices.normalised(typed)
    if not devices.is_code(code):
        raise ValidationError(devices.NOT_A_CODE)
    return code
