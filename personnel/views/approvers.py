"""承認の体制: who decides today, who comes next, who deputises, and who is away."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import absences, appointments, duties
from accounts.models import Absence, AbsenceCategory, Appointment, Role, Staff
from accounts.requests import staff_of
from personnel import absences as absence_acts
from personnel import deciders, incidents, permissions, requests
from personnel.acts import Act, NotPossible, Proof
from personnel.days import today
from personnel.forms.duties import AbsenceForm, AbsenceOfAnotherForm
from personnel.forms.offices import DeputyForm, HandoverForm
from personnel.models import Movement, MovementKind, RequestKind, RoleRequest
from personnel.permissions import why_not_administer
from personnel.staff_list import employed
from personnel.terms import Term
from personnel.views.acting import ActView, PersonView
from personnel.views.offices import ASKED


@require_safe
def approvers(request: HttpRequest) -> HttpResponse:
    """The whole order of deciding, for everyone: it is no secret who decides for the city."""
    staff, now = staff_of(request), timezone.now()
    seats = Appointment.objects.filter(role=Role.ACCOUNT_MANAGER).select_related("staff__section")
    deputies = Appointment.objects.from_day(today()).filter(role=Role.DEPUTY)
    manager = appointments.account_manager()
    asked = RoleRequest.objects.waiting().filter(role__in=[Role.ACCOUNT_MANAGER, Role.DEPUTY])
    away = Absence.objects.at(now).values_list("staff", flat=True)
    return render(
        request,
        "personnel/approvers.html",
        {
            "who_decides": deciders.who_decides(),
            "why_another": deciders.why_another(),
            "on_duty": duties.on_duty(now),
            "manager": manager,
            "absence": absences.absence_of(manager, at=now) if manager else None,
            "seats": seats.order_by("-starts_on"),
            "deputies": deputies.select_related("staff__section").order_by("rank", "starts_on"),
            "away": set(away),
            "waiting": [
                (one, requests.in_short(one)) for one in asked.select_related("staff", "asked_by")
            ],
            # Whoever decides nothing is missed by no decision.
            "may_be_away": staff.is_account_manager or staff.holds(Role.DEPUTY),
            "may_read_leaks": not incidents.why_not_read(staff),
            "may_hand_over": staff.is_administrator,
            "may_designate": staff.is_administrator or staff.is_account_manager,
        },
    )


class _Seat(ActView):
    """What handing over and designating share: a candidate and a term to be asked for."""

    role = Role.ACCOUNT_MANAGER

    def why_not_enter(self) -> str:
        if self.role == Role.DEPUTY and self.actor.is_account_manager:
            return ""
        return super().why_not_enter()

    def form_arguments(self) -> dict[str, Any]:
        return {"candidates": candidates(self.actor, self.role)}

    def problem(self, form: HandoverForm) -> str:
        return requests.why_not_ask(form.cleaned_data["staff"], self.term(form))

    def act(self, form: HandoverForm) -> Act:
        cleaned = form.cleaned_data
        return requests.asking(cleaned["staff"], self.term(form), cleaned["reason"])

    def carry_out(self, form: HandoverForm, proof: Proof) -> HttpResponse:
        cleaned = form.cleaned_data
        requests.ask(
            cleaned["staff"],
            self.term(form),
            actor=self.actor,
            reason=cleaned["reason"],
            proof=proof,
        )
        return self.done(ASKED, "personnel_approvers")

    def term(self, form: Any) -> Term:
        """What is asked for."""
        return Term(Role.ACCOUNT_MANAGER, form.cleaned_data["starts_on"], None)


class HandOver(_Seat):
    """引継ぎを申請する."""

    form_class = HandoverForm
    heading = "アカウント管理者の引継ぎ"
    button = "引継ぎを申請する"
    consequences = (
        "もう1人のシステム管理者が確認すると、引継ぎの日の0時に後任へ替わります。"
        "アカウント管理者がいない日や、2人いる日はできません。",
        "今のアカウント管理者が承認した投稿は、引継ぎの後もそのまま配信します。",
    )


class Designate(_Seat):
    """代決者を指定する."""

    role = Role.DEPUTY
    form_class = DeputyForm
    heading = "代決者の指定"
    button = "代決者の指定を申請する"
    consequences = (
        deciders.WHEN_AWAY,
        "重要・異例の投稿は、代決できません。",
        "システム管理者の確認で有効になります。",
    )

    def term(self, form: DeputyForm) -> Term:
        return form.term()


def candidates(actor: Staff, role: Role) -> QuerySet[Staff]:
    """Whom one may propose, by section: not oneself, nor who would be refused on any day.

    That is who administers or has the role already without an end, who is asked for, and, for an
    office without an end, who is to leave.
    """
    held = Appointment.objects.from_day(today()).filter(ends_on=None)
    taken = held.filter(role__in=[Role.ADMINISTRATOR, role])
    asked = RoleRequest.objects.waiting().filter(role=role, kind=RequestKind.APPOINT)
    leaving = Movement.objects.waiting().filter(kind=MovementKind.RETIREMENT)
    if role != Role.ACCOUNT_MANAGER:  # every other term may end before they leave
        leaving = leaving.none()
    return (
        employed()
        .filter(is_active=True)
        .exclude(pk=actor.pk)
        .exclude(pk__in=leaving.values("staff"))
        .exclude(pk__in=taken.values("staff"))
        .exclude(pk__in=asked.values("staff"))
        .order_by("section__name", "staff_number")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def own_absences(request: HttpRequest) -> HttpResponse:
    """不在の登録: one's own, at once."""
    staff = staff_of(request)
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            absence_acts.register_own(
                actor=staff,
                starts_at=form.starts_at(),
                ends_at=form.ends_at(),
                category=AbsenceCategory(form.cleaned_data["category"]),
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "不在を登録しました。")
            return redirect("personnel_absences")
    rows = Absence.objects.not_over().filter(staff=staff)
    return render(
        request,
        "personnel/absences.html",
        {"form": form, "absences": rows, "if_away": deciders.if_away(staff)},
    )


@require_POST
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """不在を終える: one's own, or somebody's as an administrator."""
    staff, absence = staff_of(request), get_object_or_404(Absence, pk=pk)
    if absence.staff != staff:
        permissions.demand_of(request, why_not_administer(staff), actor=staff)
    try:
        absence_acts.end(absence, actor=staff)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "不在の登録を終えました。")
    if absence.staff == staff:
        return redirect("personnel_absences")
    return redirect("personnel_person", pk=absence.staff_id)


class AbsenceOfAnother(PersonView):
    """ほかの職員の不在を登録する."""

    form_class = AbsenceOfAnotherForm
    heading = "不在の登録"
    button = "不在を登録する"

    def context(self) -> dict[str, Any]:
        told = "本人に、メールで知らせます。"
        if self.person.is_account_manager:
            told += "代決者と、ほかのシステム管理者にも知らせます。"
        return {**super().context(), "consequences": (told, deciders.if_away(self.person))}

    def problem(self, form: AbsenceOfAnotherForm) -> str:
        return absence_acts.why_not_register(self.person, form.starts_at(), form.ends_at())

    def act(self, form: AbsenceOfAnotherForm) -> Act:
        return absence_acts.registration(self.person, **self._said(form))

    def carry_out(self, form: AbsenceOfAnotherForm, proof: Proof) -> HttpResponse:
        absence_acts.register(self.person, actor=self.actor, proof=proof, **self._said(form))
        return self.back(f"{self.person.name}さんの不在を登録しました。")

    def _said(self, form: AbsenceOfAnotherForm) -> dict[str, Any]:
        return {
            "starts_at": form.starts_at(),
            "ends_at": form.ends_at(),
            "category": AbsenceCategory(form.cleaned_data["category"]),
            "note": form.cleaned_data["reason"],
        }
