"""What is asked for about 緊急当番: who from when to when, or which week once more."""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Staff
from personnel.days import ONE_DAY, in_words, today
from personnel.duties import Turn
from personnel.forms.fields import (
    ActForm,
    day_field,
    offer,
    offer_rows,
    person_field,
    time_field,
    to_choose,
)
from personnel.rosters import WEEK, monday_of

MOST_WEEKS: Final = 8
NO_WEEKS: Final = f"1から{MOST_WEEKS}までの数字で入力してください。"


class DutyForm(ActForm):
    """One turn."""

    staff = person_field("当番の職員")
    from_day = day_field("開始日")
    from_time = time_field("開始時刻")
    to_day = day_field("終了日")
    to_time = time_field("終了時刻")

    def __init__(self, *args: Any, candidates: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self.fields["staff"], candidates)
        self.fields["staff"].help_text = (
            "起案者・課内確認者・代決者・アカウント管理者のうち、認証アプリかパスキーを登録した"
            "職員を選べます。自分とシステム管理者は選べません。"
        )

    def turn(self) -> Turn:
        """The turn of a valid form."""
        return Turn(self.cleaned_data["staff"], self._moment("from"), self._moment("to"))

    def _moment(self, end: str) -> datetime:
        cleaned = self.cleaned_data
        return timezone.make_aware(datetime.combine(cleaned[f"{end}_day"], cleaned[f"{end}_time"]))


class CopyForm(ActForm):
    """Which week is taken for a model, and how many weeks after it are filled."""

    week = forms.ChoiceField(
        label="もとにする週",
        choices=[],
        widget=forms.RadioSelect,
        error_messages=to_choose("もとにする週"),
    )
    weeks = forms.IntegerField(
        label="入れる週の数",
        initial=1,
        help_text="もとにする週の次の週から、この数だけ続けて入れます。",
        validators=[MinValueValidator(1, NO_WEEKS), MaxValueValidator(MOST_WEEKS, NO_WEEKS)],
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_WEEKS}),
        error_messages={"required": "入れる週の数を入力してください。", "invalid": NO_WEEKS},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = monday_of(today())
        weeks = [("先週", this - WEEK), ("今週", this)]
        offer(self.fields["week"], [(day.isoformat(), _week(name, day)) for name, day in weeks])
        self.fields["week"].initial = weeks[0][1].isoformat()

    def monday(self) -> date:
        """The first day of the model week."""
        return date.fromisoformat(self.cleaned_data["week"])


def _week(name: str, monday: date) -> str:
    return f"{name}：{in_words(monday)}から{in_words(monday + WEEK - ONE_DAY)}まで"
