"""What people fill in to lift a stop, and to say what became of a sending."""

from typing import Final

from django import forms

from posts.form_fields import WordsField, words_seen
from posts.forms import ReasonForm

NO_REASON: Final = "再開してよい理由を入力してください。"
NOTHING_FOUND: Final = "確かめたことを入力してください。"


class ReleaseReasonForm(ReasonForm):
    """Why sending may go on."""

    reason = WordsField(
        label="再開してよい理由",
        max_length=1000,
        help_text="止めた原因と、確かめたことを書いてください。記録に残ります。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_REASON},
        validators=[words_seen(NO_REASON)],
    )


class FindingForm(forms.Form):
    """What LINE's own pages show about a sending that nobody knows the end of."""

    arrived = forms.ChoiceField(
        label="配信されていましたか",
        choices=[
            ("yes", "届いていた（管理画面に、この配信がある）"),
            ("no", "届いていなかった（管理画面に、この配信がない）"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "届いていたかどうかを選んでください。"},
    )
    words = WordsField(
        label="確かめたこと",
        max_length=1000,
        help_text="いつ、どの画面で、何を見たかを書いてください。記録に残ります。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NOTHING_FOUND},
        validators=[words_seen(NOTHING_FOUND)],
    )
