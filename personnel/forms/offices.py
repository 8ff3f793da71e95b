"""What is asked for about roles: which, for whom, from when to when."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from accounts.models import Role, Staff
from personnel.days import end_of_fiscal_year, today
from personnel.forms.fields import (
    ActForm,
    day_field,
    offer,
    offer_rows,
    person_field,
    rank_field,
    reason_field,
)
from personnel.terms import Term


class RoleForm(ActForm):
    """A role and its days."""

    role = forms.ChoiceField(
        label="役割",
        choices=[],
        widget=forms.RadioSelect,
        error_messages={
            "required": "役割を選んでください。",
            "invalid_choice": "役割を選んでください。",
        },
    )
    starts_on = day_field("開始日")
    ends_on = day_field(
        "終了日",
        required=False,
        help_text=(
            "アカウント管理者では空にします（後任への引継ぎで終わります）。"
            "システム管理者では空でもかまいません。ほかの役割では必須です。"
        ),
    )
    rank = rank_field(required=False)
    reason = reason_field()

    # Without these an end would be forgotten; an account manager's term ends with the handover.
    may_be_open: Final = frozenset({Role.ACCOUNT_MANAGER, Role.ADMINISTRATOR})

    def __init__(self, *args: Any, roles: Iterable[Role] = Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self.fields["role"],
            [
                (
                    role.value,
                    f"{role.label}（2人の確認が必要）" if role.is_sensitive else role.label,
                )
                for role in roles
            ],
        )
        self.fields["starts_on"].initial = today()
        self.fields["ends_on"].initial = end_of_fiscal_year(today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role = cleaned.get("role")
        needs_end = bool(role) and role not in self.may_be_open and "ends_on" not in self.errors
        if needs_end and not cleaned.get("ends_on"):
            self.add_error("ends_on", "終了日を入力してください。")
        return cleaned

    def term(self) -> Term:
        """The term of a valid form."""
        cleaned = self.cleaned_data
        return Term(
            Role(cleaned["role"]), cleaned["starts_on"], cleaned["ends_on"], cleaned["rank"]
        )


class HandoverForm(ActForm):
    """Who comes next, and from which day."""

    staff = person_field("後任")
    starts_on = day_field(
        "引継ぎの日", help_text="この日から後任が、前の日まで今のアカウント管理者が務めます。"
    )
    reason = reason_field()

    def __init__(self, *args: Any, candidates: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self.fields["staff"], candidates)


class DeputyForm(HandoverForm):
    """Who deputises, in which place, and when."""

    starts_on = day_field("開始日")
    ends_on = day_field("終了日")
    rank = rank_field(required=True)
    field_order = ("staff", "rank", "starts_on", "ends_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].label = "代決者"
        self.fields["starts_on"].initial = today()
        self.fields["ends_on"].initial = end_of_fiscal_year(today())

    def term(self) -> Term:
        """The term of a valid form."""
        cleaned = self.cleaned_data
        return Term(Role.DEPUTY, cleaned["starts_on"], cleaned["ends_on"], cleaned["rank"])


class EndForm(ActForm):
    """The new last day of a role."""

    on = day_field("新しい終了日", help_text="この日までが任期です。")
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today()
