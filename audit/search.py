"""Which entries of the trail somebody looks for: by person, day, act and target."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone

from audit.actions import Action
from audit.models import Entry

NAMES: Final = ("who", "since", "until", "act", "target")
# Beyond these no entry is, and the first hours of the year 1 cannot be asked for at all.
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
NOT_A_DAY: Final = "日付を、例のように入力してください（例：2027-04-29）。"


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NOT_A_DAY},
        validators=[
            MinValueValidator(FIRST_DAY, NOT_A_DAY),
            MaxValueValidator(LAST_DAY, NOT_A_DAY),
        ],
    )


class TrailFilter(forms.Form):
    """What to look for; every field may stay empty."""

    who = forms.CharField(label="職員", required=False, max_length=100)
    since = _day("この日から")
    until = _day("この日まで")
    act = forms.ChoiceField(label="操作", required=False, choices=[("", "すべて"), *Action.choices])
    target = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, str]) -> None:
        # PostgreSQL knows no NUL, and nobody typed it on purpose.
        super().__init__({name: str(asked.get(name, "")).replace("\0", "") for name in NAMES})
        self.is_valid()

    @property
    def given(self) -> dict[str, Any]:
        """What was asked for and could be understood."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The same as part of an address, ready to be followed by another one."""
        return f"{urlencode(self.given)}&" if self.given else ""

    def entries(self) -> QuerySet[Entry]:
        """The entries that fit, in no order of their own."""
        found, given = Entry.objects.all(), self.given
        if "who" in given:
            found = found.filter(actor_label__icontains=given["who"])
        if "since" in given:
            found = found.filter(at__gte=_start_of(given["since"]))
        if "until" in given:
            found = found.filter(at__lt=_start_of(given["until"] + timedelta(days=1)))
        if "act" in given:
            found = found.filter(action=given["act"])
        if "target" in given:
            found = found.filter(target=given["target"])
        return found


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
