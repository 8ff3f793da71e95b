"""What is asked of the drafter before a revision goes to the account manager?"""

from typing import Final

from django import forms

from posts.declaration import NOT_DECLARED, PREFIX, STATEMENTS, statements_for
from posts.kinds.choices import FOLLOWING, Kind

LONGEST_NUMBER: Final = 9
TOGETHER: Final = f"{PREFIX}together"


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


class TogetherForm(DeclarationForm):
    """The statements for an urgent kind, read above one box that agrees to all: minutes count."""

    kind: Kind

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for one in STATEMENTS:
            del self.fields[one.box]
        self.fields[TOGETHER] = forms.BooleanField(
            label=f"上の{len(statements_for(self.kind))}つを確かめました。",
            error_messages={"required": NOT_DECLARED},
        )
        self.statements = statements_for(self.kind)

    @property
    def declared(self) -> frozenset[str]:
        is_agreed = self.cleaned_data.get(TOGETHER)
        return frozenset(one.name for one in self.statements) if is_agreed else frozenset()


class EmergencyDeclarationForm(TogetherForm):
    """The few statements about what was filled in."""

    kind = Kind.EMERGENCY


class FollowingDeclarationForm(TogetherForm):
    """All statements, about a correction or a cancellation, whose words are new."""

    kind = Kind.CORRECTION


def form_for(kind: str) -> type[DeclarationForm]:
    """The form in which a post of this kind is declared."""
    if kind == Kind.EMERGENCY:
        return EmergencyDeclarationForm
    return FollowingDeclarationForm if kind in FOLLOWING else DeclarationForm
