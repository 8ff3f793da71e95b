"""What is asked of the drafter before a revision goes to the account manager?"""

from typing import Final

from django import forms

from posts.declaration import NOT_DECLARED, STATEMENTS

LONGEST_NUMBER: Final = 9


class DeclarationForm(forms.Form):
    """One box per statement, never ticked beforehand, and the version that was seen."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for one in STATEMENTS:
            self.fields[one.box] = forms.BooleanField(
                label=f"{one.words}（{one.clauses}）", error_messages={"required": NOT_DECLARED}
            )

    @property
    def seen(self) -> int:
        """The version that was on the page; 0 when it cannot be read, which none has."""
        typed = str(self.cleaned_data.get("version", ""))
        return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0

    @property
    def declared(self) -> frozenset[str]:
        """The names of the statements that were made."""
        return frozenset(one.name for one in STATEMENTS if self.cleaned_data.get(one.box))
