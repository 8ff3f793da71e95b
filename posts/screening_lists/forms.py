"""What is asked for when an entry is added to a list, or removed?"""

from typing import Any, Final

from django import forms

from personnel.forms.fields import reason_field, text_field
from posts.screening_lists.choices import ListKind, WordKind

LABELS: Final = {
    ListKind.DOMAIN: ("ドメイン名", "例：city.hachinohe.aomori.jp。その下のページも含みます。"),
    ListKind.PHONE: ("電話番号", "市外局番から。例：0178-43-2111"),
    ListKind.NAME: ("言葉", "人の氏名に見えて、そうではない言葉。地名、施設、歴史上の人物など。"),
    ListKind.WORD: ("言葉", "投稿に使われていたら知らせる言葉。"),
}


class EntryForm(forms.Form):
    """An entry: its group where the list has groups, the value, and why it belongs there."""

    group = text_field("課名", "課名を入力してください。", longest=60)
    value = text_field("内容", "内容を入力してください。", longest=100)
    advice = text_field(
        "起案者への説明",
        "起案者への説明を入力してください。",
        longest=200,
        help_text="なぜ注意するのか、どう言い換えるとよいか。",
    )
    reason = reason_field("追加の理由")

    def __init__(self, *args: Any, kind: ListKind, **more: Any) -> None:
        super().__init__(*args, **more)
        label, help_text = LABELS[kind]
        self.fields["value"].label, self.fields["value"].help_text = label, help_text
        if kind is ListKind.WORD:
            self.fields["group"] = forms.ChoiceField(
                label="種類",
                choices=[("", "選んでください"), *WordKind.choices],
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), "種類を選んでください。"
                ),
            )
        else:
            del self.fields["advice"]
        if kind not in (ListKind.PHONE, ListKind.WORD):
            del self.fields["group"]


class RemovalForm(forms.Form):
    """Why an entry is removed."""

    reason = reason_field("削除の理由")
