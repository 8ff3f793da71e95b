"""To whom and when: what is asked for on the second page of the editor."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from posts import bubble_forms
from posts.choices import Audience
from posts.completeness import problems
from posts.embargo import before_embargo
from posts.models import Post

SCHEDULE: Final = ("audience", "send_on", "send_time")
ASKED_AS: Final = {"send_at": "send_on", "embargo_until": "embargo_on"}
CALLED: Final = {"send": "配信", "embargo": "解禁"}
EMBARGO_HELP: Final = (
    "それまでは、同じ課の職員と、アカウント管理者・代決者・監査者だけが見られます。"
    "これより前には配信できません。"
)


AT_A_TIME: Final = "time"
AT_ONCE: Final = "at_once"
WHEN: Final = (
    (AT_A_TIME, "日時を決めて配信する"),
    (AT_ONCE, "承認されたら、すぐに配信する（止められるように、少し待ちます）"),
)
WEIGHTY_HELP: Final = (
    "市の重要な方針、先例のないこと、意見が分かれていることなどです。"
    "代決者は承認できず、アカウント管理者の決裁を待ちます。"
)


class ScheduleFields(forms.Form):
    """Audience and time. A moment is asked for as a date and a time."""

    audience = forms.ChoiceField(
        label="配信先",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.EVERYONE,
        required=False,
    )
    send_on = forms.DateField(
        label="配信日",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "配信日を、例のように入力してください（例：2027-04-29）。"},
        # The first hours of the year 1 cannot be read back from PostgreSQL.
        validators=[
            MinValueValidator(
                date(2000, 1, 1), "配信日時が過ぎています。今より後の日時にしてください。"
            ),
            MaxValueValidator(
                date(2100, 12, 31), "配信日時が1年以上先です。年を確かめてください。"
            ),
        ],
    )
    send_time = forms.TimeField(
        label="配信時刻",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "配信時刻を、例のように入力してください（例：10:00）。"},
    )

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Audience.EVERYONE

    def moment(self, cleaned: Mapping[str, Any], name: str) -> datetime | None:
        """The moment in a pair of fields; half a pair is told at the other half."""
        day, clock = cleaned.get(f"{name}_on"), cleaned.get(f"{name}_time")
        if day and clock:
            return timezone.make_aware(datetime.combine(day, clock))
        for value, other, what in ((day, "time", "時刻"), (clock, "on", "日")):
            field = f"{name}_{other}"
            if value and field not in self.errors:
                self.add_error(field, f"{CALLED[name]}{what}も入力してください。")
        return None

    def tell(self, field: str, message: str) -> None:
        """Say what is wrong with a part of the working copy, if this form asks for it."""
        where = ASKED_AS.get(field, field)
        if where not in self.fields or where in self.errors:
            return
        clock = where.replace("_on", "_time")
        if field != where and clock in self.errors:
            return
        self.add_error(where, message)
        if field == "send_at" and not self[clock].value():
            self.add_error(clock, "配信時刻を入力してください。")


class ScheduleForm(ScheduleFields):
    """The second page: also whether it goes out at once, and until when others do not see it."""

    at_once = forms.TypedChoiceField(
        label="いつ配信するか",
        choices=WHEN,
        widget=forms.RadioSelect,
        coerce=lambda value: value == AT_ONCE,
        initial=AT_A_TIME,
        required=False,
    )
    is_weighty = forms.BooleanField(
        label="重要・異例の投稿です", help_text=WEIGHTY_HELP, required=False
    )
    embargo_on = forms.DateField(
        label="解禁日",
        required=False,
        help_text=EMBARGO_HELP,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "解禁日を、例のように入力してください（例：2027-04-29）。"},
        validators=[
            MinValueValidator(date(2000, 1, 1), "解禁日の年を確かめてください。"),
            MaxValueValidator(date(2100, 12, 31), "解禁日の年を確かめてください。"),
        ],
    )
    embargo_time = forms.TimeField(
        label="解禁時刻",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "解禁時刻を、例のように入力してください（例：10:00）。"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    required_for_submission = frozenset({"audience", "at_once", "send_on", "send_time"})

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        strict: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.strict = strict
        self.differing: set[str] = set()
        # For pages that show either form: there are no bubbles here.
        self.bubbles = bubble_forms.showing(())

    @classmethod
    def showing(cls, post: Post, *, strict: bool = False) -> "ScheduleForm":
        """The form filled with the working copy; with `strict` also what is still missing."""
        values = shown(post)
        if not strict:
            return cls(initial=values)
        sent = {name: "" if value is None else value for name, value in values.items()}
        return cls(sent, strict=True)

    @property
    def has_errors(self) -> bool:
        """Is anything to be mended?"""
        return bool(self.errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["at_once"] = cleaned.get("at_once") is True
        # What goes out at once has no time of its own, whatever stands in the boxes.
        cleaned["send_at"] = None if cleaned["at_once"] else self.moment(cleaned, "send")
        cleaned["embargo_until"] = self.moment(cleaned, "embargo")
        if self.strict:
            for field, message in problems(cleaned, at=timezone.now()).items():
                self.tell(field, message)
        problem = before_embargo(cleaned["send_at"], cleaned["embargo_until"])
        if problem:
            self.tell("send_at", problem)
        return cleaned


def shown(post: Post) -> dict[str, Any]:
    """The form's values for a working copy."""
    return {
        "audience": post.audience,
        "at_once": AT_ONCE if post.at_once else AT_A_TIME,
        "is_weighty": post.is_weighty,
        **_pair("send", post.send_at),
        **_pair("embargo", post.embargo_until),
        "version": post.version,
    }


def _pair(name: str, moment: datetime | None) -> dict[str, Any]:
    local = timezone.localtime(moment) if moment else None
    return {
        f"{name}_on": local.date() if local else None,
        f"{name}_time": local.time() if local else None,
    }
