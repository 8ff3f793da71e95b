"""What is asked when a picture or film is uploaded: the file, its words, and its rights (責9)."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from line.messages.visible import control_problem, is_seen
from media.choices import NEEDS_A_NOTE, People, Rights
from media.models import ALT_TEXT_LENGTH, NOTE_LENGTH
from media.uploading import Statement

ALT_TEXT_HELP: Final = (
    "画像が見えない人に、声で読み上げられる文です。何が写っているかと、画像の中の大切な文字"
    "（日時や場所など）を、1文か2文で書いてください。"
    "例：「種差海岸の芝生に立つ案内板。『4月30日まで通行止め』と書いてある。」"
)
# Words that say nothing to somebody who cannot see it.
SAYS_NOTHING: Final = re.compile(
    r"(画像|写真|動画|イラスト|ポスター|チラシ|なし|無し|特になし|不明|[-ー―−・。.]+"
    r"|\S+\.(jpe?g|png|mp4|mov|heic))[。.]?",
    re.IGNORECASE,
)
NOT_A_CHARACTER: Final = "目に見えない特殊な文字が入っています。入力し直してください。"


class AltTextForm(forms.Form):
    """The alternative text alone, as it is corrected later."""

    alt_text = forms.CharField(
        label="代替テキスト",
        max_length=ALT_TEXT_LENGTH,
        help_text=ALT_TEXT_HELP,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "代替テキストを入力してください。",
            "max_length": f"代替テキストは{ALT_TEXT_LENGTH}文字までで入力してください。",
            "null_characters_not_allowed": NOT_A_CHARACTER,
        },
    )

    def clean_alt_text(self) -> str:
        """One line, as a reading voice knows no others; and more than the word 画像."""
        typed = " ".join(str(self.cleaned_data["alt_text"]).split())
        if problem := control_problem(typed):
            raise ValidationError(problem)
        if SAYS_NOTHING.fullmatch(typed) or not is_seen(typed):
            raise ValidationError(
                "これだけでは、見えない人に内容が伝わりません。何が写っているかを書いてください。"
            )
        return typed


class RewordingForm(AltTextForm):
    """The same, with the words that it takes the place of."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=ALT_TEXT_LENGTH)


class StatementForm(AltTextForm):
    """What is said about any upload. Nothing of it is chosen beforehand."""

    rights = forms.ChoiceField(
        label="だれが作ったものですか",
        choices=Rights.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "だれが作ったものかを選んでください。"},
    )
    rights_note = forms.CharField(
        label="作った人・出典・利用条件",
        max_length=NOTE_LENGTH,
        required=False,
        help_text="市の職員が作ったもののほかは、必ず書いてください。"
        "例：「○○観光協会が撮影。市の広報への利用を、電話で了解（4月10日）」",
        error_messages={
            "max_length": f"作った人・出典・利用条件は{NOTE_LENGTH}文字までで入力してください。",
            "null_characters_not_allowed": NOT_A_CHARACTER,
        },
    )
    people = forms.ChoiceField(
        label="写っている人",
        choices=People.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "写っている人について選んでください。"},
    )
    is_cleared = forms.BooleanField(
        label="市のLINEで配信することを、権利を持つ人が了解しています（市が権利を持つときも含みます）",
        error_messages={
            "required": "権利を持つ人の了解を確かめて、印を付けてください。"
            "了解がないものは登録できません。"
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("rights") in NEEDS_A_NOTE and not is_seen(cleaned.get("rights_note", "")):
            self.add_error(
                "rights_note", "だれが作り、どういう条件で使えるのかを入力してください。"
            )
        return cleaned

    def statement(self) -> Statement:
        """What was said in a valid form."""
        said = self.cleaned_data
        return Statement(
            alt_text=said["alt_text"],
            rights=Rights(said["rights"]),
            rights_note=said["rights_note"],
            people=People(said["people"]),
            is_cleared=said["is_cleared"],
        )


class ImageForm(StatementForm):
    """A picture."""

    file = forms.FileField(
        label="画像のファイル",
        help_text="JPEGかPNG、20MBまで。撮影場所などの記録は、自動で取り除きます。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": "画像のファイルを選んでください。",
            "empty": "選んだファイルは空です。別のファイルを選んでください。",
        },
    )
    field_order = ("file",)


class VideoForm(StatementForm):
    """A film and its preview."""

    file = forms.FileField(
        label="動画のファイル",
        help_text="MP4（映像はH.264、音声はAAC）、200MBまで。撮影場所などの記録は、自動で取り除きます。",
        widget=forms.ClearableFileInput(attrs={"accept": "video/mp4"}),
        error_messages={
            "required": "動画のファイルを選んでください。",
            "empty": "選んだファイルは空です。別のファイルを選んでください。",
        },
    )
    preview = forms.FileField(
        label="再生前に見せる画像",
        help_text="動画の一場面など。JPEGかPNG、20MBまで。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": "再生前に見せる画像を選んでください。",
            "empty": "選んだファイルは空です。別のファイルを選んでください。",
        },
    )
    field_order = ("file", "preview")
