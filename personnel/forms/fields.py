"""Of what the forms of administration are made."""

from datetime import date, time
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet

from accounts.models import Section, Staff
from personnel.days import in_words
from personnel.sections import open_sections
from personnel.terms import LAST_YEAR

NOT_A_CHARACTER: Final = "目に見えない特殊な文字が入っています。入力し直してください。"
NO_DATE: Final = "日付を、例のように入力してください（例：2027-04-01）。"
FAR_AWAY: Final = "日付の年を確認してください。"
NO_TIME: Final = "時刻を、例のように入力してください（例：17:15）。"
NO_RANK: Final = "順位は、1から99までの数字で入力してください。"


class ActForm(forms.Form):
    """Something to be said before an act is done; the page after it repeats what was said."""

    def summary(self) -> list[tuple[str, str]]:
        """Label and words of every field of a valid form."""
        return [(str(f.label), _words(f.field, self.cleaned_data.get(f.name))) for f in self]


def text_field(label: str, needed: str, *, longest: int, **more: Any) -> forms.CharField:
    """A text; `needed` is said when it is missing."""
    messages = {
        "required": needed,
        "max_length": f"{longest}文字までで入力してください。",
        "null_characters_not_allowed": NOT_A_CHARACTER,
    }
    return forms.CharField(label=label, max_length=longest, error_messages=messages, **more)


def reason_field(label: str = "理由", help_text: str = "") -> forms.CharField:
    """A reason in words, kept for ever in the record."""
    return text_field(
        label,
        f"{label}を入力してください。",
        longest=1000,
        help_text=help_text or "監査記録に残ります。個人の事情は書かないでください。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def email_field() -> forms.EmailField:
    """Where mails to a person go."""
    return forms.EmailField(
        label="メールアドレス",
        help_text="お知らせの届け先です。仮パスワードは送りません。",
        error_messages={
            "required": "メールアドレスを入力してください。",
            "invalid": "メールアドレスの形で入力してください。",
            "null_characters_not_allowed": NOT_A_CHARACTER,
        },
    )


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day, asked for by the browser's own field."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"{label}を入力してください。", "invalid": NO_DATE},
        # Of the last day that Python knows nobody can say which weekday comes after it.
        validators=[MaxValueValidator(date(LAST_YEAR, 12, 31), FAR_AWAY)],
        **more,
    )


def time_field(label: str) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": f"{label}を入力してください。", "invalid": NO_TIME},
    )


def rank_field(*, required: bool) -> forms.IntegerField:
    """The place of a deputy among the deputies."""
    needed = {"required": "順位を入力してください。"}
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), NO_RANK)
    return forms.IntegerField(
        label="代決の順位",
        required=required,
        min_value=1,
        max_value=99,
        help_text="代決者に付けます。1が最初に代決する人です。",
        error_messages={**needed, **wrong},
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's is not generic
    """One of the staff, with the number that tells two of the same name apart."""

    def label_from_instance(self, obj: Staff) -> str:
        return f"{obj}　職員番号 {obj.staff_number}"


def person_field(label: str) -> PersonField:
    """One of the staff; which ones is said again when the form is made."""
    return PersonField(
        label=label,
        queryset=Staff.objects.none(),
        empty_label="選んでください",
        error_messages=to_choose(label),
    )


def row_field(
    label: str, rows: QuerySet[Section] | QuerySet[Staff]
) -> "forms.ModelChoiceField[Any]":
    """One of the rows; which ones is said again when the form is made."""
    return forms.ModelChoiceField(
        label=label, queryset=rows, empty_label="選んでください", error_messages=to_choose(label)
    )


def to_choose(what: str) -> dict[str, str]:
    """What is said when nothing, or nothing possible, was chosen."""
    return dict.fromkeys(("required", "invalid_choice"), f"{what}を選んでください。")


def offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def offer_rows(field: forms.Field, rows: QuerySet[Staff] | QuerySet[Section]) -> None:
    """Give a field the rows one may choose from."""
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


def offer_sections(field: forms.Field, without: Section | None = None) -> None:
    """Give a field the sections that are open."""
    found = open_sections()
    offer_rows(field, found.exclude(pk=without.pk) if without else found)


def _words(field: forms.Field, value: Any) -> str:
    if value is None or value in ("", []):
        return "なし"
    if isinstance(value, list):
        return "、".join(str(dict(_pairs(field)).get(one, one)) for one in value)
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(_pairs(field)).get(value, value))
    return str(value)


def _pairs(field: forms.Field) -> list[tuple[str, str]]:
    return list(getattr(field, "choices", []))
