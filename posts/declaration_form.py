"""What is asked of the drafter before a revision goes to the account manager?"""

from django import forms

from posts.declaration import NOT_DECLARED, STATEMENTS


class DeclarationForm(forms.Form):
    """One box per statement, never ticked beforehand, and the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=10**9)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for one in STATEMENTS:
            self.fields[one.box] = forms.BooleanField(
                label=f"{one.words}（{one.clauses}）", error_messages={"required": NOT_DECLARED}
            )

    @property
    def declared(self) -> frozenset[str]:
        """The names of the statements that were made."""
        return frozenset(one.name for one in STATEMENTS if self.cleaned_data.get(one.box))
