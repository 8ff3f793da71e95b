"""The editor's form: lenient for a draft, and with `strict` as demanding as the submission."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from posts import bubble_forms
from posts.answering.answers import said_in
from posts.bases import base_of
from posts.bubbles import new, read
from posts.choices import Category, Confidentiality
from posts.completeness import problems
from posts.form_fields import NOT_A_CHARACTER, WordsField, one_line, words_seen
from posts.kinds.choices import Kind
from posts.kinds.columns import KIND_FIELDS
from posts.kinds.form_fields import KindFields
from posts.models import Post
from posts.schedule_form import SCHEDULE, ScheduleFields


class PostForm(KindFields, ScheduleFields):
    """What a drafter types. A page that asks for no schedule leaves the schedule as it is."""

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
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # What the page showed, part by part (`posts/bases.py`).
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    origin = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = (
        *("title", "easy_text", "kind", "source_name", "source_url", "source_check"),
        *("category", "confidentiality", *SCHEDULE),
    )
    required_for_submission = frozenset(
        {
            *("kind", "title", "category", "confidentiality"),
            *("audience", "send_on", "send_time"),
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
        if not self.is_about_schedule:
            for name in SCHEDULE:
                del self.fields[name]
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

    @property
    def is_about_schedule(self) -> bool:
        """Was there a schedule in what was sent?"""
        return any(name in self.data for name in SCHEDULE)

    @property
    def answers(self) -> dict[str, str]:
        """What was said about findings in what was sent, by the key of the finding."""
        return said_in(self.data)

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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["bubbles"] = self.bubbles.stored()
        cleaned["answers"] = self.answers
        if self.is_about_schedule:
            cleaned["send_at"] = self.moment(cleaned, "send")
        if self.strict:
            self._demand(cleaned)
        return cleaned

    def _demand(self, cleaned: dict[str, Any]) -> None:
        for field, message in problems(cleaned, at=timezone.now()).items():
            if field == "bubbles":
                self.bubbles.problem = self.bubbles.problem or message
                continue
            if self.bubbles.add_problem(field, message):
                continue
            self.tell(field, message)


def shown(post: Post) -> dict[str, Any]:
    """The form's values for a working copy."""
    return {
        "title": post.title,
        "category": post.category,
        "confidentiality": post.confidentiality,
        "bubbles": read(post.bubbles),
        **{name: getattr(post, name) for name in KIND_FIELDS},
        # What follows another post stays what it is; the form does not ask.
        "kind": post.kind if post.original_id is None else Kind.ORDINARY,
        "version": post.version,
        "base": base_of(post),
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
    return {"origin": uuid.uuid4(), "bubbles": (new("text"),)}


class ReasonForm(forms.Form):
    """A reason in words, kept for ever in the record."""

    reason = WordsField(
        label="理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "理由を入力してください。"},
        validators=[words_seen("理由を入力してください。")],
    )
