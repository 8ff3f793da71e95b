"""How is something to be filled in at a bubble asked for in a browser?"""

from collections.abc import Callable
from math import isfinite
from typing import Any, Final

from django import forms

from line.messages.visible import control_problem, is_seen
from posts.attachments import LARGEST
from posts.bubbles.fields import Field

# Django's own Japanese words for it ask for "some character", which helps nobody.
NOT_A_CHARACTER: Final = (
    "目に見えない特殊な文字が入っています。貼り付けた部分を入力し直してください。"
)


class WordsField(forms.CharField):
    """Words by which people tell people why: plain line breaks, and nothing unseen that steers."""

    def __init__(self, **more: Any) -> None:
        more["error_messages"] = {
            "null_characters_not_allowed": NOT_A_CHARACTER,
            **more.get("error_messages", {}),
        }
        super().__init__(**more)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if problem := control_problem(value):
            raise forms.ValidationError(problem)


def words_seen(missing: str) -> Callable[[str], None]:
    """A validator of words that must be there: what nobody sees counts as `missing`."""

    def validate(words: str) -> None:
        if not is_seen(words):
            raise forms.ValidationError(missing)

    return validate


def field_for(one: Field) -> forms.Field:
    """Django's field for one field of a bubble; a draft may leave every one of them empty.

    Which picture or video may be chosen, the verbs know (`posts/usable_media.py`).
    """
    if one.holds in {"image", "video"}:
        return _choice(one)
    if one.holds == "number":
        return forms.FloatField(
            label=one.label,
            required=False,
            help_text=one.asks,
            widget=forms.TextInput(attrs=_of_number(one)),
            error_messages={
                "invalid": f"{one.label}を、例のように入力してください（{one.asks}）。"
            },
        )
    return forms.CharField(
        label=one.label,
        required=False,
        strip=False,
        help_text=one.asks,
        widget=_box(one),
        error_messages={"null_characters_not_allowed": NOT_A_CHARACTER},
    )


def kept(one: Field, value: Any) -> Any:
    """What is kept of a value: browsers send CRLF; LINE counts and shows a plain line feed."""
    if one.holds not in {"words", "link"}:
        return value
    if one.lines > 1:
        return str(value).replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return one_line(str(value))


def read_off(one: Field, value: Any) -> Any:
    """What a box holds, right or wrong; None for a number or a choice that cannot be read."""
    if one.holds in {"words", "link"}:
        return kept(one, "" if value is None else value)
    try:
        number = float(value) if one.holds == "number" else int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def one_line(text: str) -> str:
    """One line: line breaks and other unseen characters become a space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _of_number(one: Field) -> dict[str, Any]:
    if one.offers:  # what is chosen there, or pasted, is more than a number
        return {"list": one.offers, "size": 24}
    return {"inputmode": "decimal", "size": 12}


def _box(one: Field) -> forms.Widget:
    if one.lines > 1:
        return forms.Textarea(attrs={"rows": one.lines})
    if one.holds == "link":
        return forms.URLInput(attrs={"size": 40})
    return forms.TextInput(attrs={"size": 40})


def _choice(one: Field) -> forms.Field:
    again = f"{one.label}を選び直してください。"
    return forms.IntegerField(
        label=one.label,
        required=False,
        help_text=one.asks,
        min_value=1,
        max_value=LARGEST,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), again),
    )
