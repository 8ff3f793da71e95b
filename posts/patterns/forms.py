"""What is filled in to write a 文例, to describe its gaps, and to use it?"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from posts import bubble_forms
from posts.bubbles import Bubble
from posts.choices import Category
from posts.emergencies.skeletons import why_not_for
from posts.form_fields import NOT_A_CHARACTER, one_line
from posts.kinds.choices import Level
from posts.patterns.gaps import LONGEST, Gap, GapKind, gaps_in
from posts.patterns.keeping import Written

USES: Final = (
    ("", "通常の投稿"),
    *((value, f"緊急：{label}") for value, label in Level.choices),
)
A_YEAR: Final = timedelta(days=365)
UNSEEN: Final = {"null_characters_not_allowed": NOT_A_CHARACTER}


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": f"{label}を入力してください。",
            "invalid": f"{label}を、例のように入力してください（例：2027-04-29）。",
        },
    )


class GapForm(forms.Form):
    """How one gap is asked for."""

    label = forms.CharField(label="聞き方", max_length=60, required=False, error_messages=UNSEEN)
    example = forms.CharField(label="例", max_length=100, required=False, error_messages=UNSEEN)
    kind = forms.ChoiceField(label="種類", choices=GapKind.choices, required=False)

    def __init__(self, gap: Gap, data: Any = None) -> None:
        self.gap = gap
        initial = {"label": gap.label, "example": gap.example, "kind": gap.kind}
        prefix = f"gap-{gap.name.encode().hex()}"
        is_sent = data is not None and f"{prefix}-label" in data
        super().__init__(data if is_sent else None, prefix=prefix, initial=initial)

    def described(self) -> Gap:
        """The gap with what was typed, as far as it holds."""
        if not self.is_bound or not self.is_valid():
            return self.gap
        said = self.cleaned_data
        return Gap(
            self.gap.name,
            one_line(said["label"]) or self.gap.name,
            one_line(said["example"]),
            GapKind(said["kind"] or GapKind.TEXT),
        )


class PatternForm(forms.Form):
    """A 文例: its name, category, bubbles and time, and a row for each gap in its words."""

    title = forms.CharField(
        label="文例の名前",
        max_length=100,
        help_text="この名前が、投稿の件名になります。",
        error_messages={"required": "文例の名前を入力してください。", **UNSEEN},
    )
    category = forms.ChoiceField(
        label="分類",
        choices=Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "分類を選んでください。"},
    )
    level = forms.ChoiceField(
        label="使いみち",
        choices=USES,
        widget=forms.RadioSelect,
        required=False,
        help_text="緊急の文例は、書いた人のほかの人が承認してから使えます。",
    )
    valid_from = _day("使い始める日")
    valid_until = _day("有効期限")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    required_for_submission = frozenset[str]()

    def __init__(
        self,
        data: MultiValueDict[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        bubbles: Sequence[Bubble] = (),
        gaps: Sequence[Gap] = (),
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.bubbles = (
            bubble_forms.showing(bubbles) if data is None else bubble_forms.read_from(data)
        )
        found = gaps_in(self.bubbles.typed(), gaps)
        self.gaps = [GapForm(gap, data) for gap in found]

    @classmethod
    def taking_up(cls, sent: MultiValueDict[str, Any], gaps: Sequence[Gap]) -> "PatternForm":
        """What has been typed so far, to go on typing: nothing is said about it yet."""
        form = cls(initial=sent.dict(), gaps=gaps)
        form.bubbles = bubble_forms.read_from(sent, is_judged=False)
        form.gaps = [GapForm(gap, sent) for gap in gaps_in(form.bubbles.typed(), gaps)]
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "有効期限を、使い始める日より後にしてください。")
        if cleaned.get("level") and cleaned.get("category") not in {None, Category.WEATHER}:
            self.add_error("category", "緊急の文例では、「地震・気象情報」を選んでください。")
        return cleaned

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if not any(bubble.words() for bubble in self.bubbles.typed()):
            self.bubbles.problem = "本文を入力してください。"
        elif problem := self._why_not_for_its_level():
            self.bubbles.problem = problem
        return self.bubbles.is_valid() and is_valid

    def written(self) -> Written:
        """What was written, once it is valid."""
        said = self.cleaned_data
        return Written(
            title=said["title"],
            category=said["category"],
            bubbles=self.bubbles.typed(),
            gaps=[form.described() for form in self.gaps],
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
            level=said["level"],
        )

    def _why_not_for_its_level(self) -> str:
        said = self.cleaned_data
        if not said.get("level"):
            return ""
        return why_not_for(said["level"], said.get("title", ""), self.bubbles.typed())


class FillingForm(forms.Form):
    """文例から書く: one field per gap; what is left empty stays a gap, and holds the post back."""

    origin = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, gaps: Sequence[Gap], data: Any = None) -> None:
        super().__init__(data, initial={"origin": uuid.uuid4()})
        # Left empty they hold the post back later, so that they are anything but optional.
        self.can_wait = {f"gap-{number}" for number, _ in enumerate(gaps, 1)}
        self.names = {f"gap-{number}": gap.name for number, gap in enumerate(gaps, 1)}
        for name, gap in zip(self.names, gaps, strict=True):
            self.fields[name] = _field(gap)

    def values(self) -> dict[str, Any]:
        """What was filled in, by the name of the gap."""
        return {gap: self.cleaned_data.get(name) for name, gap in self.names.items()}


def dates_of_a_new_one() -> dict[str, date]:
    """From today for a year."""
    today = timezone.localdate()
    return {"valid_from": today, "valid_until": today + A_YEAR}


def _field(gap: Gap) -> forms.Field:
    help_text = f"例：{gap.example}" if gap.example else ""
    if gap.kind is GapKind.DATE:
        field: forms.Field = _day(gap.label)
    elif gap.kind is GapKind.TIME:
        field = forms.TimeField(
            label=gap.label,
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"invalid": f"{gap.label}を、例のように入力してください（例：10:00）。"},
        )
    else:
        box = forms.URLInput if gap.kind is GapKind.URL else forms.TextInput
        widget = box()
        field = forms.CharField(
            label=gap.label, max_length=LONGEST, widget=widget, error_messages=UNSEEN
        )
    field.required, field.help_text = False, help_text
    field.widget.is_required = False
    return field
