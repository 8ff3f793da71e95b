"""What is filled in to write an emergency: the gaps of its text, and the level once more."""

from collections.abc import Mapping
from typing import Any

from django import forms

from posts.emergencies.fixed import what_is_wrong
from posts.emergencies.values import day_in, time_in
from posts.form_fields import NOT_A_CHARACTER
from posts.kinds.levels import LevelFacts
from posts.patterns.forms import FillingForm
from posts.patterns.gaps import Gap, GapKind, in_words


class GapsForm(FillingForm):
    """One field per gap, and none of them may be left empty: nobody has time for a second round."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, gaps: list[Gap], data: Any = None, *, typed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(gaps, data)
        self.gaps = dict(zip(self.names, gaps, strict=True))
        for name, gap in self.gaps.items():
            field = self.fields[name]
            field.required = field.widget.is_required = True
            field.error_messages["required"] = f"{gap.label}を入力してください。"
            if typed is not None:
                self.initial[name] = _shown_again(gap, typed.get(gap.name, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, gap in self.gaps.items():
            if cleaned.get(name) and (problem := what_is_wrong(gap, in_words(cleaned[name]))):
                self.add_error(name, problem)
        return cleaned

    def in_words(self) -> dict[str, str]:
        """What was filled in, as it is written for citizens, by the name of the gap."""
        return {name: in_words(value) for name, value in self.values().items()}


class EmergencyForm(GapsForm):
    """The gaps, and the name of the level, typed to the letter."""

    level_typed = forms.CharField(
        label="警戒レベルの名前",
        max_length=20,
        error_messages={"null_characters_not_allowed": NOT_A_CHARACTER},
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 12}),
    )

    def __init__(self, level: LevelFacts, gaps: list[Gap], data: Any = None) -> None:
        super().__init__(gaps, data)
        self.level = level
        field = self.fields["level_typed"]
        field.help_text = f"選んだものを確かめるため、「{level.word}」と入力してください。"
        field.error_messages["required"] = f"「{level.word}」と入力してください。"
        self.order_fields([*self.names, "level_typed"])

    def clean_level_typed(self) -> str:
        typed = str(self.cleaned_data["level_typed"])
        if typed != self.level.word:
            raise forms.ValidationError(
                f"選んだのは「{self.level.word}」です。違うものを知らせるときは、"
                "「緊急の投稿」に戻って選び直してください。"
            )
        return typed


def _shown_again(gap: Gap, value: str) -> Any:
    """What a field of this kind shows of a value that was written for citizens."""
    if gap.kind is GapKind.DATE:
        return day_in(value)
    return time_in(value) if gap.kind is GapKind.TIME else value
