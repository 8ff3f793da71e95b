"""The editor's form: lenient for a draft, and with `strict` as demanding as the submission."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from posts import bubble_forms
from posts.bubbles import new, read
from posts.choices import Audience, Category, Confidentiality
from posts.completeness import problems
from posts.form_fields import NOT_A_CHARACTER, one_line
from posts.kinds.choices import Kind
from posts.kinds.columns import KIND_FIELDS
from posts.kinds.form_fields import KindFields
from posts.models import Post


class PostForm(KindFields):
    """What a drafter types. `send_at` is asked for as a date and a time."""

    title = forms.CharField(
        label="件名",
        max_length=100,
        help_text="職員が見分けるための名前です。市民には表示されません。",
        error_messages={
            "required": "件名を入力してください。",
            "null_characters_not_allowed": NOT_A_CHARACTER,
        },
    )
    category = forms.ChoiceField(
        label="分類", choices=Category.choices, widget=forms.RadioSelect, required=False
    )
    confidentiality = forms.ChoiceField(
        label="機密性", choices=Confidentiality.choices, widget=forms.RadioSelect, required=False
    )
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
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    origin = forms.UUIDField(widget=forms.HiddenInput, required=False)

    required_for_submission = frozenset(
        {
            *("title", "category", "confidentiality", "audience", "send_on", "send_time"),
            *("source_name", "source_url", "source_check"),
        }
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        strict: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.strict = strict
        # The fields that somebody else has filled in differently meanwhile.
        self.differing: set[str] = set()
        shown = (initial or {}).get("bubbles", ())
        self.bubbles = bubble_forms.showing(shown) if data is None else bubble_forms.read_from(data)

    @classmethod
    def taking_up(cls, sent: MultiValueDict[str, Any]) -> "PostForm":
        """What has been typed so far, to go on typing: nothing is said about it yet."""
        form = cls(initial=sent.dict())
        form.bubbles = bubble_forms.read_from(sent, is_judged=False)
        return form

    @classmethod
    def showing(cls, post: Post, *, strict: bool = False) -> "PostForm":
        """The form filled with the working copy; with `strict` also what is still missing."""
        return cls(sent_back(post), strict=True) if strict else cls(initial=shown(post))

    def is_valid(self) -> bool:
        """May it be kept as a draft, and with `strict` be submitted?"""
        is_valid = super().is_valid()
        return self.bubbles.is_valid() and is_valid

    @property
    def has_errors(self) -> bool:
        """Is anything to be mended, in a field or a bubble?"""
        return bool(self.errors) or self.bubbles.has_errors

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Audience.EVERYONE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["bubbles"] = self.bubbles.stored()
        cleaned["send_at"] = self._send_at(cleaned.get("send_on"), cleaned.get("send_time"))
        if self.strict:
            self._demand(cleaned)
            if not self["send_time"].value() and "send_time" not in self.errors:
                self.add_error("send_time", "配信時刻を入力してください。")
        return cleaned

    def _send_at(self, day: Any, clock: time | None) -> datetime | None:
        if day and clock:
            return timezone.make_aware(datetime.combine(day, clock))
        if day and "send_time" not in self.errors:
            self.add_error("send_time", "配信時刻も入力してください。")
        if clock and "send_on" not in self.errors:
            self.add_error("send_on", "配信日も入力してください。")
        return None

    def _demand(self, cleaned: dict[str, Any]) -> None:
        for field, message in problems(cleaned, at=timezone.now()).items():
            if field == "bubbles":
                self.bubbles.problem = self.bubbles.problem or message
                continue
            if self.bubbles.add_problem(field, message):
                continue
            where = "send_on" if field == "send_at" else field
            if where not in self.errors and not (where == "send_on" and "send_time" in self.errors):
                self.add_error(where, message)


def shown(post: Post) -> dict[str, Any]:
    """The form's values for a working copy."""
    local = timezone.localtime(post.send_at) if post.send_at else None
    return {
        "title": post.title,
        "category": post.category,
        "confidentiality": post.confidentiality,
        "bubbles": read(post.bubbles),
        "audience": post.audience,
        "send_on": local.date() if local else None,
        "send_time": local.time() if local else None,
        **{name: getattr(post, name) for name in KIND_FIELDS},
        # What follows another post stays what it is; the form does not ask.
        "kind": post.kind if post.original_id is None else Kind.ORDINARY,
        "version": post.version,
        "origin": post.origin,
    }


def sent_back(post: Post) -> MultiValueDict[str, Any]:
    """What a browser would send when nothing was changed in the form."""
    values = shown(post)
    bubbles = values.pop("bubbles")
    single = {name: ["" if value is None else value] for name, value in values.items()}
    return MultiValueDict({**single, **bubble_forms.sent_back(bubbles)})


def blank() -> dict[str, Any]:
    """The values of an empty form: one bubble of text, and an origin of its own."""
    return {"audience": Audience.EVERYONE, "origin": uuid.uuid4(), "bubbles": (new("text"),)}


class ReasonForm(forms.Form):
    """A reason in words, kept for ever in the record."""

    reason = forms.CharField(
        label="理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "理由を入力してください。"},
    )
