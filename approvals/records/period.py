"""Whose records of which period are asked for, and what may be handed out of them?"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, TextChoices, Value
from django.db.models.functions import Cast, Concat, Now
from django.utils import timezone

from accounts.models import Section, Staff
from approvals.choices import Outcome
from approvals.models import Decision
from approvals.sheets.trails import SENT
from audit.models import Entry
from audit.search import FIRST_DAY, LAST_DAY, NOT_A_DAY
from posts.choices import FOLLOWED, Category
from posts.models import Post, PostQuerySet

FIRST_MONTH: Final = 4  # of a fiscal year
BACKWARDS: Final = "終わりの日を、始めの日と同じか、それより後にしてください。"


class By(TextChoices):
    """Which day of a post counts."""

    DECIDED = "decided", "決裁の日"
    SENT = "sent", "配信の日"


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NOT_A_DAY, "required": NOT_A_DAY},
        validators=[
            MinValueValidator(FIRST_DAY, NOT_A_DAY),
            MaxValueValidator(LAST_DAY, NOT_A_DAY),
        ],
    )


class PeriodForm(forms.Form):
    """The days, both included, and if wished one section and one category."""

    by = forms.ChoiceField(label="期間の数え方", choices=By.choices)
    since = _day("この日から")
    until = _day("この日まで")
    section = forms.ModelChoiceField(
        Section.objects.order_by("name"), label="課", required=False, empty_label="すべて"
    )
    category = forms.ChoiceField(
        label="分類", required=False, choices=[("", "すべて"), *Category.choices]
    )

    def __init__(self, asked: Mapping[str, str]) -> None:
        # PostgreSQL knows no NUL, and nobody typed it on purpose.
        given = {name: str(asked.get(name, "")).replace("\0", "") for name in self.base_fields}
        super().__init__({**_this_year(), **given} if any(given.values()) else _this_year())

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if {"since", "until"} <= given.keys() and given["until"] < given["since"]:
            self.add_error("until", BACKWARDS)
        return given

    @property
    def query(self) -> str:
        """What was asked, as part of an address, ready to be followed by another one."""
        return f"{urlencode({name: self[name].value() or '' for name in self.fields})}&"


def records_of(form: PeriodForm, *, reader: Staff) -> PostQuerySet:
    """The posts that a valid form asks for, the oldest number first.

    Decided on is what was approved or rejected; 差戻し is a step on the way. A post appears once,
    with its newest revision; what was decided before stands on its sheet.
    """
    given = form.cleaned_data
    start, end = _start_of(given["since"]), _start_of(given["until"] + timedelta(days=1))
    happened = _decided(start, end) if given["by"] == By.DECIDED else _sent(start, end)
    found = Post.objects.visible_to(reader).filter(happened, current_revision__isnull=False)
    if given["section"]:
        found = found.filter(section=given["section"])
    if given["category"]:
        found = found.filter(category=given["category"])
    return found.order_by("pk")


def to_hand_out(found: PostQuerySet) -> PostQuerySet:
    """Those under no embargo, naming no follow-up but what went out: the file leaves the house."""
    free = Q(embargo_until=None) | Q(embargo_until__lte=Now())
    following = Prefetch("follow_ups", Post.objects.filter(free, status__in=FOLLOWED))
    return found.filter(free).prefetch_related(None).prefetch_related(following)


def _decided(start: datetime, end: datetime) -> Exists:
    return Exists(
        Decision.objects.filter(
            revision__post=OuterRef("pk"),
            outcome__in=[Outcome.APPROVED, Outcome.REJECTED],
            decided_at__gte=start,
            decided_at__lt=end,
        )
    )


def _sent(start: datetime, end: datetime) -> Exists:
    name = Concat(Value(f"{Post._meta.label_lower}:"), Cast(OuterRef("pk"), CharField()))
    return Exists(Entry.objects.filter(target=name, action__in=SENT, at__gte=start, at__lt=end))


def _this_year() -> dict[str, str]:
    """From the first day of the fiscal year until today."""
    today = timezone.localdate()
    year = today.year if today.month >= FIRST_MONTH else today.year - 1
    first = date(year, FIRST_MONTH, 1)
    return {"by": By.DECIDED.value, "since": first.isoformat(), "until": today.isoformat()}


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
