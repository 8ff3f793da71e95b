"""緊急当番: the roster for everyone to see, and its pages for those who arrange it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import duties
from accounts.models import Duty
from accounts.requests import staff_of
from personnel import duties as duty_acts
from personnel import permissions, rosters
from personnel.acts import Act, NotPossible, Proof
from personnel.exports import Format
from personnel.forms.fields import ActForm
from personnel.forms.rosters import CopyForm, DutyForm
from personnel.rosters import Copies
from personnel.views.acting import ActView
from personnel.views.people import as_file


@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """いまの当番 and the coming turns day by day, for everyone: in an emergency all must know."""
    staff = staff_of(request)
    return render(
        request,
        "personnel/duties.html",
        {
            "on_duty": duties.on_duty(),
            "lines": rosters.days(),
            "may_arrange": not duty_acts.why_not_arrange(staff),
        },
    )


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The coming turns as a file. A POST, because it is recorded that they left the system."""
    content = rosters.export(actor=staff_of(request))
    return as_file(content, f"toban-{timezone.localdate():%Y%m%d}.csv", Format.CSV)


@require_POST
def duty_end(request: HttpRequest, pk: int) -> HttpResponse:
    """当番を終える, or take back one that has not begun."""
    staff = staff_of(request)
    permissions.demand_of(request, duty_acts.why_not_arrange(staff), actor=staff)
    duty = get_object_or_404(Duty.objects.select_related("staff__section"), pk=pk)
    try:
        duty_acts.end(duty, actor=staff)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{duty.staff.name}さんの当番を終えました。")
    return redirect("personnel_duties")


class _Arranging(ActView):
    """What both ways of entering turns share: who may, and where they lead back to."""

    button = "緊急当番を登録する"

    def why_not_enter(self) -> str:
        return duty_acts.why_not_arrange(self.actor)

    def context(self) -> dict[str, Any]:
        return {"is_about_duty": True}


class Register(_Arranging):
    """当番を登録する."""

    form_class = DutyForm
    heading = "緊急当番の登録"
    consequences = (
        "当番の職員は、当番の間、緊急の投稿を承認でき、すべての配信を止められます。",
        "本人に、メールで知らせます。",
    )

    def form_arguments(self) -> dict[str, Any]:
        return {"candidates": duty_acts.candidates(self.actor)}

    def problem(self, form: DutyForm) -> str:
        return duty_acts.why_not_register(form.turn())

    def act(self, form: DutyForm) -> Act:
        return duty_acts.registration([form.turn()], actor=self.actor)

    def carry_out(self, form: DutyForm, proof: Proof) -> HttpResponse:
        turn = form.turn()
        duty_acts.register([turn], actor=self.actor, proof=proof)
        return self.done(f"{turn.staff.name}さんの緊急当番を登録しました。", "personnel_duties")


class CopyWeek(_Arranging):
    """先週と同じ当番を入れる: every turn of a week once more, for one week or several."""

    form_class = CopyForm
    heading = "先週と同じ当番を入れる"
    consequences = ("同じ曜日の同じ時刻に、同じ職員の当番を入れます。本人に、メールで知らせます。",)
    planned: Copies | None = None

    def make_form(self, request: HttpRequest | None) -> ActForm:
        form = super().make_form(request)
        if isinstance(form, CopyForm) and form.is_valid():
            self.planned = rosters.copies(
                form.monday(), form.cleaned_data["weeks"], actor=self.actor
            )
        return form

    def context(self) -> dict[str, Any]:
        return {**super().context(), "planned": self.planned}

    def problem(self, form: CopyForm) -> str:
        if self.planned and self.planned.turns:
            return ""
        return "この週から入れられる当番がありません。"

    def act(self, form: CopyForm) -> Act:
        turns = self.planned.turns if self.planned else []
        return duty_acts.registration(turns, actor=self.actor)

    def carry_out(self, form: CopyForm, proof: Proof) -> HttpResponse:
        turns = self.planned.turns if self.planned else []
        made = duty_acts.register(turns, actor=self.actor, proof=proof)
        return self.done(f"緊急当番を{len(made)}件登録しました。", "personnel_duties")
