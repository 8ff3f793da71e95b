"""What is asked for about a person: their ID, where they go, when they leave."""

from typing import Any

from django import forms

from accounts.models import Role, Section, Staff
from accounts.models.roles import SECTION_ROLES
from personnel.days import today
from personnel.forms.fields import (
    ActForm,
    day_field,
    email_field,
    offer,
    offer_sections,
    reason_field,
    row_field,
    text_field,
)
from personnel.issuing import normalised_number


class NothingForm(ActForm):
    """An act that asks for nothing but the proof."""


class ReasonForm(ActForm):
    """Why."""

    reason = reason_field()


class LeakForm(ActForm):
    """What was noticed."""

    reason = reason_field("気づいたこと", "いつ、どのようにして分かったかを書いてください。")


class IssueForm(ActForm):
    """A new person."""

    staff_number = text_field("職員番号", "職員番号を入力してください。", longest=20)
    name = text_field("氏名", "氏名を入力してください。", longest=60)
    section = row_field("課", Section.objects.none())
    email = email_field()
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_sections(self.fields["section"])

    def clean_staff_number(self) -> str:
        return normalised_number(self.cleaned_data["staff_number"])


class CorrectionForm(ActForm):
    """Name and address as they should be."""

    name = text_field("氏名", "氏名を入力してください。", longest=60)
    email = email_field()
    reason = reason_field()


class TransferForm(ActForm):
    """Where to, from when, and which roles go along."""

    section = row_field("異動先の課", Section.objects.none())
    on = day_field("異動日", help_text="今日の日付なら、すぐに異動します。")
    kept = forms.MultipleChoiceField(
        label="異動先でも続ける役割",
        required=False,
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        help_text="選ばない役割は、異動日の前の日に終わります。",
        error_messages={"invalid_choice": "役割を選び直してください。"},
    )
    reason = reason_field()

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_sections(self.fields["section"], without=staff.section)
        self.fields["on"].initial = today()
        held = staff.appointments.from_day(today()).filter(role__in=sorted(SECTION_ROLES))
        roles = [Role(role) for role in held.values_list("role", flat=True).distinct()]
        if roles:
            offer(self.fields["kept"], [(role.value, role.label) for role in roles])
        else:
            del self.fields["kept"]

    def kept_roles(self) -> list[Role]:
        """The roles that were ticked."""
        return [Role(role) for role in self.cleaned_data.get("kept", [])]


class RetirementForm(ActForm):
    """The last day."""

    on = day_field(
        "退職日",
        help_text="この日の終わりまで使えます。過ぎた日付なら、すぐに使えなくなります。",
    )
    reason = reason_field()
