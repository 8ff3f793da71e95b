"""What is asked for when a line of the table of routes is added or ended?"""

from typing import Any

from django import forms

from accounts.models import Section
from personnel.forms.fields import reason_field
from posts.choices import Category
from posts.routing.choices import RuleKind

NOT_CHOSEN = "選んでください。"


class RuleForm(forms.Form):
    """Which posts, and what they have to pass."""

    kind = forms.ChoiceField(
        label="内容",
        choices=RuleKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "内容を選んでください。"),
    )
    category = forms.ChoiceField(
        label="対象の分類", choices=[("", "すべての分類"), *Category.choices], required=False
    )
    section = forms.ModelChoiceField(
        label="起案する課",
        queryset=Section.objects.none(),
        required=False,
        empty_label="すべての課",
    )
    consulted = forms.ModelChoiceField(
        label="合議する課",
        queryset=Section.objects.none(),
        required=False,
        empty_label="選んでください",
        help_text="「ほかの課に合議する」を選んだときに選びます。",
    )
    reason = reason_field("追加の理由")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        open_sections = Section.objects.filter(closed_at=None).order_by("name")
        for name in ("section", "consulted"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = open_sections

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        consults = cleaned.get("kind") == RuleKind.CONSULTATION
        if consults and cleaned.get("consulted") is None and "consulted" not in self.errors:
            self.add_error("consulted", "合議する課を選んでください。")
        return cleaned


class EndForm(forms.Form):
    """Why a line is ended."""

    reason = reason_field("廃止の理由")
