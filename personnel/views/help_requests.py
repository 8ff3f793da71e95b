"""ログインの手助けの申請: confirmed or refused by the second person, taken back by the first."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import Staff
from accounts.requests import staff_of
from personnel import help_confirmations, help_requests, permissions
from personnel.acts import Act, NotPossible, Proof
from personnel.forms.people import NothingForm, ReasonForm
from personnel.models import HelpKind, HelpRequest
from personnel.seconds import why_not_second
from personnel.views.acting import ActView
from personnel.views.helping_in import passwords_once

# Those before are in the audit trail of each person.
LAST: Final = 30
CONSEQUENCES: Final = {
    HelpKind.FACTORS: (
        "認証アプリ、パスキー、回復コードをすべて削除し、今のパスワードも使えなくします。"
        "新しい仮パスワードを、次の画面に一度だけ表示します。"
    ),
    HelpKind.PASSWORD: (
        "今のパスワードは使えなくなり、開いている画面はすべて終了します。"
        "仮パスワードを、次の画面に一度だけ表示します。"
    ),
    HelpKind.ADDRESS: (
        "本人へのお知らせは、これから新しいメールアドレスに届きます。"
        "元のメールアドレスには、変わったことを知らせます。"
    ),
    HelpKind.RESUMPTION: "停止する前のパスワードと認証手段で、またログインできます。",
}
CALL_FIRST: Final = (
    "本人が頼んだことかどうかを、必ず本人に電話で確かめてください。確かめられないときは、"
    "確認しないで却下してください。"
)


class HelpConfirm(ActView):
    """申請を確認する: the second person reads all of it, and proves who they are."""

    form_class = NothingForm
    heading = "申請の確認"
    button = "確認して実行する"

    def load(self, **kwargs: Any) -> None:
        rows = HelpRequest.objects.select_related("staff__section", "asked_by__section")
        self.asked = get_object_or_404(rows, pk=kwargs["pk"])

    def why_not_enter(self) -> str:
        return "" if self.actor.is_account_manager else super().why_not_enter()

    def why_not(self) -> str:
        # Every administrator may look but the person concerned; only the proof is for the second.
        if self.actor.is_administrator and self.actor != self.asked.staff:
            return ""
        return why_not_second(self.asked, self.actor)

    def hindrance(self) -> str:
        if not self.asked.is_waiting:
            return help_requests.ALREADY
        return why_not_second(self.asked, self.actor) or help_confirmations.why_not_now(self.asked)

    def context(self) -> dict[str, Any]:
        is_own = self.actor == self.asked.asked_by
        may_decide = is_own or not why_not_second(self.asked, self.actor)
        return {
            "person": self.asked.staff,
            "asked": self.asked,
            "in_short": help_requests.in_short(self.asked),
            "consequences": (CONSEQUENCES[HelpKind(self.asked.kind)], CALL_FIRST),
            "may_refuse": self.asked.is_waiting and may_decide,
            "is_own": is_own,
            "refusal_form": ReasonForm(prefix="refusal"),
            "refusal_to": "personnel_help_refusal",
        }

    def act(self, form: NothingForm) -> Act:
        return help_confirmations.confirmation(self.asked)

    def carry_out(self, form: NothingForm, proof: Proof) -> HttpResponse:
        password = help_confirmations.confirm(self.asked, actor=self.actor, proof=proof)
        if not password:
            return self.done("申請を確認しました。", _back(self.actor))
        person = Staff.objects.select_related("section").get(pk=self.asked.staff_id)
        return passwords_once(self, [(person, password)], person=person)


@require_POST
def help_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """却下する, or by who asked 取り下げる."""
    actor, asked = staff_of(request), get_object_or_404(HelpRequest, pk=pk)
    is_own = actor == asked.asked_by
    if not is_own:
        permissions.demand_of(request, why_not_second(asked, actor), actor=actor)
    form = ReasonForm(request.POST, prefix="refusal")
    if not form.is_valid():
        messages.error(request, "理由を入力してください。")
        return redirect("personnel_help_request", pk=pk)
    put_aside = help_requests.withdraw if is_own else help_confirmations.refuse
    try:
        put_aside(asked, actor=actor, answer=form.cleaned_data["reason"])
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"申請を{'取り下げ' if is_own else '却下し'}ました。")
    return redirect(_back(actor))


def rows_for(actor: Staff) -> dict[str, Any]:
    """What the page of requests shows of these: those that wait, and the last that were decided."""
    related = ("staff__section", "asked_by__section", "decided_by")
    waiting = HelpRequest.objects.waiting().select_related(*related)
    done = HelpRequest.objects.exclude(pk__in=HelpRequest.objects.waiting().order_by())
    return {
        "help_waiting": [
            (asked, help_requests.in_short(asked), why_not_second(asked, actor))
            for asked in waiting
        ],
        "help_decided": [
            (asked, help_requests.in_short(asked))
            for asked in done.select_related(*related).order_by("-asked_at")[:LAST]
        ],
    }


def _back(actor: Staff) -> str:
    return "personnel_requests" if actor.is_administrator else "personnel_approvers"
