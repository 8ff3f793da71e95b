"""What does the editor ask because there are several kinds of post?"""

from typing import Any

from django import forms

from line.messages.limits import LINK
from posts.form_fields import NOT_A_CHARACTER
from posts.kinds.choices import CHOSEN, Kind

UNSEEN = {"null_characters_not_allowed": NOT_A_CHARACTER}


class KindFields(forms.Form):
    """The kind of the post, the source of a share, and the やさしい日本語 text."""

    kind = forms.ChoiceField(
        label="投稿の種類",
        choices=CHOSEN,
        widget=forms.RadioSelect,
        initial=Kind.ORDINARY,
        required=False,
        help_text="訓練は、いまは下書きの保存だけができます。承認の依頼と配信はできません。",
    )
    source_name = forms.CharField(
        label="発信元",
        max_length=100,
        required=False,
        help_text="だれの発信を紹介しますか。例：青森県 危機管理局",
        error_messages=UNSEEN,
    )
    source_url = forms.CharField(
        label="発信元のアドレス",
        max_length=LINK.value,
        required=False,
        help_text="https:// で始まるアドレス",
        widget=forms.URLInput(attrs={"size": 40}),
        error_messages=UNSEEN,
    )
    source_check = forms.CharField(
        label="信頼できると確かめた方法",
        max_length=1000,
        required=False,
        help_text="例：発信元の公式ページを開き、電話でも確かめた。承認者が最初に読みます。",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=UNSEEN,
    )
    easy_text = forms.CharField(
        label="やさしい日本語の文章",
        required=False,
        strip=False,
        help_text="書くと、最後の吹き出しとして一緒に届きます（吹き出しは合わせて5つまで）。",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=UNSEEN,
    )

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or Kind.ORDINARY)

    def clean_easy_text(self) -> str:
        return self._lines("easy_text")

    def clean_source_check(self) -> str:
        return self._lines("source_check")

    def _lines(self, name: str) -> str:
        written: Any = self.cleaned_data[name]
        return str(written).replace("\r\n", "\n").replace("\r", "\n").rstrip()
