"""役割: given, ended, asked for, and confirmed by the second person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Appointment, Role
from accounts.requests import staff_of
from personnel import confirmations, permissions, recent_help, requests, roles
from personnel.acts import Act, NotPossible, Proof
from personnel.forms.offices import EndForm, RoleForm
from personnel.forms.people import NothingForm, ReasonForm
from personnel.models import Outcome, RoleRequest
from personnel.permissions import why_not_administer
from personnel.terms import why_not_give
from personnel.views import help_requests
from personnel.views.acting import ActView, PersonView

PER_PAGE = 30
ASKED = "申請しました。本人とあなたを除く、システム管理者1人の確認で有効になります。"


class GiveRole(PersonView):
    """役割を付ける: at once, or as a request when the role can approve or administer."""

    form_class = RoleForm
    heading = "役割の任命"
    button = "この内容で任命する"
    consequences = (
        "起案者・課内確認者・監査者は、開始日から有効になります。",
        "アカウント管理者・代決者・システム管理者は申請になり、もう1人のシステム管理者の確認で"
        "有効になります。アカウント管理者は、開始日の前の日に前任から引き継がれます。",
    )

    def problem(self, form: RoleForm) -> str:
        term = form.term()
        if term.role.is_sensitive:
            return requests.why_not_ask(self.person, term)
        return why_not_give(self.person, term)

    def act(self, form: RoleForm) -> Act:
        term, reason = form.term(), form.cleaned_data["reason"]
        if term.role.is_sensitive:
            return requests.asking(self.person, term, reason)
        return roles.giving(self.person, term, reason)

    def carry_out(self, form: RoleForm, proof: Proof) -> HttpResponse:
        term, reason = form.term(), form.cleaned_data["reason"]
        if term.role.is_sensitive:
            requests.ask(self.person, term, actor=self.actor, reason=reason, proof=proof)
            return self.back(ASKED)
        roles.give(self.person, term, actor=self.actor, reason=reason, proof=proof)
        return self.back(f"{self.person.name}さんを{term.role.label}に任命しました。")


class EndRole(ActView):
    """任期を短縮する: at once, or as a request when two people must do it."""

    form_class = EndForm
    heading = "任期の短縮"
    button = "任期を短縮する"
    consequences = (
        "まだ始まっていない任期は、開始日より前の日を選ぶと取り消せます。",
        "代決者・システム管理者の場合は申請になり、もう1人のシステム管理者の確認で有効になります。"
        "すぐに止める必要があるときは、利用停止を使ってください。",
    )

    def why_not_enter(self) -> str:
        # A deputy's term is the account manager's business too.
        return "" if self.actor.is_account_manager else super().why_not_enter()

    def load(self, **kwargs: Any) -> None:
        rows = Appointment.objects.select_related("staff__section")
        self.appointment = get_object_or_404(rows, pk=kwargs["pk"])

    def why_not(self) -> str:
        role, staff = Role(self.appointment.role), self.appointment.staff
        return requests.why_may_not_ask(self.actor, staff, role)

    def context(self) -> dict[str, Any]:
        return {"person": self.appointment.staff, "appointment": self.appointment}

    def problem(self, form: EndForm) -> str:
        last_day = form.cleaned_data["on"]
        if self.appointment.is_sensitive:
            return requests.why_not_ask_end(self.appointment, last_day)
        return roles.why_not_end(self.appointment, last_day)

    def act(self, form: EndForm) -> Act:
        cleaned = form.cleaned_data
        said = requests.asking_end if self.appointment.is_sensitive else roles.ending
        return said(self.appointment, cleaned["on"], cleaned["reason"])

    def carry_out(self, form: EndForm, proof: Proof) -> HttpResponse:
        cleaned, staff = form.cleaned_data, self.appointment.staff
        arguments = {"actor": self.actor, "reason": cleaned["reason"], "proof": proof}
        if self.appointment.is_sensitive:
            requests.ask_end(self.appointment, last_day=cleaned["on"], **arguments)
        else:
            roles.end(self.appointment, last_day=cleaned["on"], **arguments)
        words = ASKED if self.appointment.is_sensitive else "任期を短縮しました。"
        if not self.actor.is_administrator:
            return self.done(words, "personnel_approvers")
        return self.done(words, "personnel_person", pk=staff.pk)


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """役割の申請: those that wait, and those that were decided on."""
    actor = staff_of(request)
    problem = why_not_administer(actor)
    if problem:
        raise PermissionDenied(problem)
    related = ("staff__section", "asked_by__section", "decided_by")
    waiting = RoleRequest.objects.waiting().select_related(*related)
    decided = RoleRequest.objects.exclude(outcome=Outcome.WAITING).select_related(*related)
    page = Paginator(decided.order_by("-decided_at"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "personnel/requests.html",
        {
            "waiting": [
                (asked, requests.in_short(asked), confirmations.why_not_confirm(asked, actor))
                for asked in waiting
            ],
            "page": page,
            "decided": [(one, requests.in_short(one)) for one in page],
            **help_requests.rows_for(actor),
        },
    )


class Confirm(ActView):
    """申請を確認する: the second person reads all of it, and proves who they are."""

    form_class = NothingForm
    heading = "役割の申請の確認"
    button = "確認して有効にする"

    def load(self, **kwargs: Any) -> None:
        rows = RoleRequest.objects.select_related("staff__section", "asked_by__section")
        self.asked = get_object_or_404(rows, pk=kwargs["pk"])

    def why_not_enter(self) -> str:
        # An account manager who designated a deputy may look, and take it back.
        return "" if self.actor.is_account_manager else super().why_not_enter()

    def why_not(self) -> str:
        # Who asked may look, and take it back here; only the proof is for another.
        if self.actor == self.asked.asked_by:
            return ""
        return confirmations.why_not_refuse(self.asked, self.actor)

    def hindrance(self) -> str:
        if not self.asked.is_waiting:
            return "この申請は、すでに処理されています。"
        return confirmations.why_not_confirm(self.asked, self.actor) or confirmations.why_not_now(
            self.asked
        )

    def context(self) -> dict[str, Any]:
        return {
            "person": self.asked.staff,
            "asked": self.asked,
            "in_short": requests.in_short(self.asked),
            "consequences": self._consequences(),
            "may_refuse": self.asked.is_waiting,
            "is_own": self.actor == self.asked.asked_by,
            "refusal_form": ReasonForm(prefix="refusal"),
        }

    def _consequences(self) -> list[str]:
        if not self.asked.is_waiting:
            return []
        warning = recent_help.warning_about(self.asked.staff, self.asked.asked_by)
        return [one for one in (confirmations.consequence_of(self.asked), warning) if one]

    def act(self, form: NothingForm) -> Act:
        return confirmations.confirmation(self.asked)

    def carry_out(self, form: NothingForm, proof: Proof) -> HttpResponse:
        confirmations.confirm(self.asked, actor=self.actor, proof=proof)
        return self.done("申請を確認しました。", "personnel_requests")


@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """却下する, or by who asked 取り下げる."""
    actor, asked = staff_of(request), get_object_or_404(RoleRequest, pk=pk)
    if actor != asked.asked_by:
        permissions.demand_of(request, confirmations.why_not_refuse(asked, actor), actor=actor)
    form = ReasonForm(request.POST, prefix="refusal")
    if not form.is_valid():
        messages.error(request, "理由を入力してください。")
        return redirect("personnel_request", pk=pk)
    try:
        confirmations.refuse(asked, actor=actor, answer=form.cleaned_data["reason"])
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, "申請を取り下げました。" if actor == asked.asked_by else "申請を却下しました。"
        )
    to = "personnel_requests" if actor.is_administrator else "personnel_approvers"
    return redirect(to)
