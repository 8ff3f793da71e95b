"""What is filled in to decide, to send back, to put off, and to explain."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.proofs import ProofFields
from approvals.numbers import DIGITS, is_number
from line.messages.visible import is_seen
from posts.attaching import parts_of
from posts.form_fields import NOT_A_CHARACTER, WordsField, words_seen
from posts.forms import ReasonForm
from posts.models import Post
from posts.schedule_form import ScheduleFields
from posts.side_models import LONGEST_COMMENT

WHY_A_REASON = "分類「その他」の投稿は、アカウント管理者が理由を書いたときだけ承認できます（投6）。"
COMMENT: str = "comment-"


def words_field(label: str, *, missing: str, help_text: str = "", rows: int = 3) -> WordsField:
    """A reason in words, kept for ever."""
    return WordsField(
        label=label,
        max_length=1000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        validators=[words_seen(missing)],
    )


class ReturnForm(ReasonForm):
    """差戻し needs a reason that the drafter can act on; each part may have a comment besides."""

    reason = words_field(
        "差戻しの理由",
        missing="差戻しの理由を入力してください。",
        help_text="どこをどう直せばよいかを書いてください。起案者に届きます。",
    )

    def __init__(self, data: Any = None, *, post: Post) -> None:
        super().__init__(data)
        self.parts = [part for part in parts_of(post) if part.place]
        for part in self.parts:
            self.fields[f"{COMMENT}{part.place}"] = WordsField(
                label=f"{part.name}へのコメント",
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def comment_fields(self) -> list[forms.BoundField]:
        """The boxes for comments, in the order of the parts."""
        return [self[f"{COMMENT}{part.place}"] for part in self.parts]

    @property
    def comments(self) -> dict[str, str]:
        """What was remarked on, by place."""
        said = {part.place: self.cleaned_data[f"{COMMENT}{part.place}"] for part in self.parts}
        return {place: words for place, words in said.items() if is_seen(words)}

    @property
    def has_comments(self) -> bool:
        """Was something written into a box for comments?"""
        return any(field.value() for field in self.comment_fields)


class RejectionForm(ReasonForm):
    """却下 ends the post."""

    prefix = "rejection"
    reason = words_field(
        "却下の理由",
        missing="却下の理由を入力してください。",
        help_text="なぜ配信しないのかを書いてください。起案者に届き、記録に残ります。",
    )


class HoldForm(ReasonForm):
    """保留 says what is waited for."""

    prefix = "hold"
    reason = words_field(
        "保留の理由",
        missing="保留の理由を入力してください。",
        help_text="何を待っているかを書いてください。保留の間は、催促のメールを送りません。",
    )


class EndorsementForm(forms.Form):
    """課内確認 and 合議: an opinion is welcome, and an objection is a 差戻し."""

    prefix = "endorsement"
    words = WordsField(
        label="意見",
        required=False,
        max_length=1000,
        help_text="決裁する人に伝えたいことがあれば書いてください。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HaltReasonForm(ReasonForm):
    """配信停止: the reason that follows the press."""

    reason = words_field(
        "止めた理由",
        missing="止めた理由を入力してください。",
        help_text="何に気づいて止めたのかを書いてください。記録に残ります。",
    )


class RetimingForm(ScheduleFields):
    """日時の変更: another moment, and nothing else."""

    field_order = ("send_on", "send_time")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["audience"]
        for name, what in (("send_on", "配信日"), ("send_time", "配信時刻")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = f"{what}を入力してください。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["send_at"] = self.moment(cleaned, "send")
        return cleaned


class ApprovalForm(ProofFields):
    """承認: what was read, and a factor used in this very request."""

    has_read = forms.BooleanField(
        label="本文と配信日時を読んで確認しました",
        error_messages={"required": "本文と配信日時を確認して、チェックを入れてください。"},
    )
    reason = words_field(
        "適当と認める理由",
        missing="適当と認める理由を入力してください（投6）。",
        help_text=WHY_A_REASON,
        rows=2,
    )
    ground_words = words_field(
        "代決する理由",
        missing="代決する理由を入力してください。",
        help_text="アカウント管理者の決裁を待てない事情を書いてください。記録に残り、後閲を受けます。",
        rows=2,
    )
    number = forms.CharField(
        label="画面の4桁の番号",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": DIGITS + 2}
        ),
        error_messages={
            "required": "画面に表示されている4桁の番号を入力してください。",
            "null_characters_not_allowed": NOT_A_CHARACTER,
        },
    )

    field_order = ("has_read", "reason", "ground_words", "number", "code")

    def __init__(
        self,
        data: Any = None,
        *,
        step_up_id: UUID,
        needs_reason: bool = False,
        needs_ground: bool = False,
        needs_number: bool = False,
    ) -> None:
        super().__init__(data)
        self.step_up_id = step_up_id
        asked = {"reason": needs_reason, "ground_words": needs_ground, "number": needs_number}
        for name in (name for name, is_needed in asked.items() if not is_needed):
            del self.fields[name]
        if needs_number:  # it goes out at once, and has no time to be read
            self.fields["has_read"].label = "本文を読んで確認しました"
            self.fields["has_read"].error_messages["required"] = (
                "本文を確認して、チェックを入れてください。"
            )

    def clean_number(self) -> str:
        typed = str(self.cleaned_data["number"])
        if not is_number(typed, self.step_up_id):
            raise forms.ValidationError(
                "番号が違います。この画面に表示されている4桁の番号を入力してください。"
            )
        return typed


class LaterReviewForm(forms.Form):
    """後閲: that it was read, and an opinion, or none."""

    has_read = forms.BooleanField(
        label="本文を読みました",
        error_messages={"required": "本文を読んで、チェックを入れてください。"},
    )
    opinion = WordsField(
        label="意見",
        max_length=1000,
        required=False,
        help_text="決裁した人に届きます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
