"""What is asked for about the office: its sections, absences, reviews and files."""

from datetime import datetime

from django import forms
from django.utils import timezone

from accounts.models import AbsenceCategory
from personnel.forms.fields import (
    ActForm,
    day_field,
    reason_field,
    text_field,
    time_field,
)


class SectionForm(ActForm):
    """The name of a section."""

    name = text_field("課名", "課名を入力してください。", longest=60)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class RenameForm(SectionForm):
    """Another name, and why."""

    reason = reason_field()


class AbsenceForm(ActForm):
    """When somebody is away, and why in one word."""

    category = forms.ChoiceField(
        label="区分",
        choices=AbsenceCategory.choices,
        widget=forms.RadioSelect,
        help_text="区分は、本人とシステム管理者だけが見られます。",
        error_messages={
            "required": "区分を選んでください。",
            "invalid_choice": "区分を選んでください。",
        },
    )
    from_day = day_field("開始日")
    from_time = time_field("開始時刻")
    to_day = day_field("終了日")
    to_time = time_field("終了時刻")

    def starts_at(self) -> datetime:
        """The first moment."""
        return self._moment("from")

    def ends_at(self) -> datetime:
        """The moment of being back."""
        return self._moment("to")

    def _moment(self, end: str) -> datetime:
        cleaned = self.cleaned_data
        local = datetime.combine(cleaned[f"{end}_day"], cleaned[f"{end}_time"])
        return timezone.make_aware(local)


class AbsenceOfAnotherForm(AbsenceForm):
    """The same, with the reason why somebody else registers it."""

    reason = reason_field(
        "登録の理由", "本人が登録できない理由を書いてください。本人に伝わります。"
    )


class ReviewForm(ActForm):
    """What the reviewer adds."""

    note = text_field(
        "所見", "", longest=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="異動ファイル",
        help_text="CSV（UTF-8かShift_JIS）かExcel（.xlsx）、2MB・5,000行まで",
        allow_empty_file=False,
        error_messages={
            "required": "ファイルを選んでください。",
            "invalid": "ファイルを選んでください。",
            "missing": "ファイルを選んでください。",
            "empty": "ファイルが空です。",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
