"""What is asked of whoever comments on a post: on which words, what, and other words for them."""

from typing import Any, Final

from django import forms

from posts.attaching import WHOLE, parts_of, place_of, places_with
from posts.form_fields import NOT_A_CHARACTER, WordsField
from posts.kinds.choices import Kind
from posts.models import Comment, Post
from posts.proposals import ACROSS, TWICE, Unfit, rewritten
from posts.side_models import LONGEST_BEFORE, LONGEST_COMMENT, LONGEST_PROPOSAL, LONGEST_QUOTE

# What whoever proposes can do about it.
ADVICE: Final = {
    TWICE: "前後の言葉も含めて、対象の言葉にしてください。",
    ACROSS: "1つの欄の言葉だけを、対象の言葉にしてください。",
}
UNSEEN: Final = {"null_characters_not_allowed": NOT_A_CHARACTER}


class CommentForm(forms.Form):
    """What is remarked on which words; a proposal needs no remark besides."""

    place = forms.ChoiceField(label="対象の箇所", required=False)
    quote = forms.CharField(
        label="対象の言葉",
        required=False,
        max_length=LONGEST_QUOTE,
        help_text="本文から写し取ると、その言葉に付けたコメントになります。",
        error_messages=UNSEEN,
    )
    # Filled in by the script alone, for words that stand several times.
    before = forms.CharField(required=False, max_length=LONGEST_BEFORE, widget=forms.HiddenInput)
    proposal = forms.CharField(
        label="この言葉に直す案",
        required=False,
        max_length=LONGEST_PROPOSAL,
        help_text="「対象の言葉」の代わりになる言葉です。直すかどうかは起案者が決めます。",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=UNSEEN,
    )
    words = WordsField(
        label="コメント",
        required=False,
        max_length=LONGEST_COMMENT,
        help_text="直す案だけを書くときは、空欄のままで構いません。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=UNSEEN,
    )

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        self.post = post
        choices = [(part.place, part.name) for part in parts_of(post)]
        self.fields["place"] = forms.ChoiceField(
            label="対象の箇所", required=False, choices=choices
        )
        if post.kind == Kind.EMERGENCY:
            del self.fields["proposal"]
            self.fields["words"].help_text = ""

    def clean_proposal(self) -> str:
        return str(self.cleaned_data["proposal"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("words") and not cleaned.get("proposal") and not self.errors:
            self.add_error("words", "コメントを入力してください。")
        if "place" not in cleaned or "quote" not in cleaned:
            return cleaned
        chosen, quote = cleaned["place"], cleaned["quote"]
        cleaned["place"] = place_of(self.post, chosen, quote)
        if cleaned["place"] is None:
            self.add_error("quote", "この言葉は、選んだ箇所にありません。")
        if cleaned.get("proposal") and not self.errors:
            self._check_proposal(Comment(post=self.post, **cleaned), is_everywhere=chosen == WHOLE)
        return cleaned

    def _check_proposal(self, made: Comment, *, is_everywhere: bool) -> None:
        if not made.quote:
            self.add_error("quote", "直す案を書くときは、直す言葉を入力してください。")
        elif made.quote == made.proposal:
            self.add_error("proposal", "いまの言葉と同じです。直した後の言葉を入力してください。")
        elif is_everywhere and len(places_with(self.post, made.quote)) > 1:
            self.add_error("place", "どの箇所の言葉を直すのか、選んでください。")
        else:
            self._try(made)

    def _try(self, made: Comment) -> None:
        try:
            rewritten(self.post, made)
        except Unfit as unfit:
            self.add_error("proposal", f"{unfit}{ADVICE.get(str(unfit), '')}")
