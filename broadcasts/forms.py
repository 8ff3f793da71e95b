"""What the two people who lift a stop fill in."""

from django import forms

from accounts.proofs import ProofFields
from posts.forms import ReasonForm


class ReleaseReasonForm(ReasonForm):
    """Why sending may go on."""

    reason = forms.CharField(
        label="再開してよい理由",
        max_length=1000,
        help_text="止めた原因と、確かめたことを書いてください。記録に残ります。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "再開してよい理由を入力してください。"},
    )


class ReleaseForm(ProofFields):
    """The second person's factor, used in this very request."""
