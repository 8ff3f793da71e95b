"""What is done about one person's ID: issue, correct, suspend, resume, move, retire."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from personnel import issuing, movements, standing
from personnel.acts import Act, Proof
from personnel.days import in_words, today
from personnel.forms.people import (
    CorrectionForm,
    IssueForm,
    ReasonForm,
    RetirementForm,
    TransferForm,
)
from personnel.models import HelpKind, Movement
from personnel.permissions import why_not_administer
from personnel.views.acting import ActView, PersonView
from personnel.views.asking_help import TAKES_TWO, HelpView
from personnel.views.helping_in import passwords_once

NAME_ALONE: Final = f"氏名だけの修正は、すぐに反映します。メールアドレスを変えるときは、{TAKES_TWO}"


class Issue(ActView):
    """職員IDを発行する."""

    form_class = IssueForm
    heading = "職員IDの発行"
    button = "職員IDを発行する"
    consequences = (
        "1人に1つの職員IDを発行します。仮パスワードは、次の画面に一度だけ表示します。",
        "役割は、発行した後に、その職員のページで付けます。",
    )

    def problem(self, form: IssueForm) -> str:
        cleaned = form.cleaned_data
        return issuing.why_not_issue(cleaned["staff_number"], cleaned["section"])

    def act(self, form: IssueForm) -> Act:
        return issuing.issuance(**form.cleaned_data)

    def carry_out(self, form: IssueForm, proof: Proof) -> HttpResponse:
        made = issuing.issue(actor=self.actor, proof=proof, **form.cleaned_data)
        return passwords_once(self, [made], person=made[0], is_new=True)


class Correct(HelpView):
    """氏名・メールアドレスを修正する."""

    kind = HelpKind.ADDRESS
    form_class = CorrectionForm
    heading = "氏名・メールアドレスの修正"
    button = "この内容に修正する"

    def takes_two(self, form: CorrectionForm | None = None) -> bool:
        # A name opens nothing.
        if form is not None and form.cleaned_data["email"] == self.person.email:
            return False
        return super().takes_two(form)

    def wanted(self, form: CorrectionForm) -> dict[str, str]:
        return form.cleaned_data

    def context(self) -> dict[str, Any]:
        # Whether the address changes is seen from the form alone: the button says neither.
        told = (NAME_ALONE,) if self.takes_two() else ()
        return {**super().context(), "button": self.button, "consequences": told}

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"name": self.person.name, "email": self.person.email}}

    def alone(self, form: CorrectionForm) -> Act:
        return issuing.correction(self.person, **form.cleaned_data)

    def do_alone(self, form: CorrectionForm, proof: Proof) -> HttpResponse:
        issuing.correct(self.person, actor=self.actor, proof=proof, **form.cleaned_data)
        return self.back("修正しました。")


class Suspend(PersonView):
    """利用を停止する."""

    form_class = ReasonForm
    heading = "利用停止"
    button = "利用を停止する"
    consequences = (
        "すぐにログインできなくなり、開いている画面もすべて終了します。役割の任期は変わりません。",
        "承認や管理のできる職員の場合は、1人の判断で行う緊急の操作です。ほかのシステム管理者と"
        "アカウント管理者に、メールで知らせます。",
    )

    def hindrance(self) -> str:
        return standing.why_not_suspend(self.person)

    def context(self) -> dict[str, Any]:
        warning = standing.warning_of_suspension(self.person)
        told = (*self.consequences, *([warning] if warning else []))
        return {**super().context(), "consequences": told}

    def act(self, form: ReasonForm) -> Act:
        return standing.suspension(self.person, form.cleaned_data["reason"])

    def carry_out(self, form: ReasonForm, proof: Proof) -> HttpResponse:
        standing.suspend(self.person, actor=self.actor, proof=proof, **form.cleaned_data)
        return self.back(f"{self.person.name}さんの利用を停止しました。")


class Resume(HelpView):
    """利用を再開する."""

    kind = HelpKind.RESUMPTION
    form_class = ReasonForm
    heading = "利用の再開"
    button = "利用を再開する"
    consequences = (
        "停止する前のパスワードと認証手段で、またログインできます。"
        "漏えいのおそれがあるときは、再開の前に、仮パスワードの発行か認証手段のリセットを考えてください。",
    )

    def hindrance(self) -> str:
        return standing.why_not_resume(self.person)

    def alone(self, form: ReasonForm) -> Act:
        return standing.resumption(self.person, form.cleaned_data["reason"])

    def do_alone(self, form: ReasonForm, proof: Proof) -> HttpResponse:
        standing.resume(self.person, actor=self.actor, proof=proof, **form.cleaned_data)
        return self.back(f"{self.person.name}さんの利用を再開しました。")


class Transfer(PersonView):
    """ほかの課へ異動する."""

    form_class = TransferForm
    heading = "異動"
    button = "異動を登録する"
    consequences = (
        "書きかけの投稿と承認待ちの投稿は、元の課に残ります。元の課の起案者が、続きを書けます。",
        "起案者と課内確認者の役割は、続けると選んだものを除いて、異動日の前の日に終わります。"
        "異動すると、開いている画面はすべて終了します。",
        "代決者・監査者・システム管理者の役割は、異動しても続きます。続けないときは、"
        "その職員のページで任期を短縮してください。",
    )

    def form_arguments(self) -> dict[str, Any]:
        return {"staff": self.person}

    def problem(self, form: TransferForm) -> str:
        cleaned = form.cleaned_data
        return movements.why_not_transfer(self.person, cleaned["section"], cleaned["on"])

    def act(self, form: TransferForm) -> Act:
        cleaned = form.cleaned_data
        return movements.transferring(
            self.person, cleaned["section"], cleaned["on"], form.kept_roles(), cleaned["reason"]
        )

    def carry_out(self, form: TransferForm, proof: Proof) -> HttpResponse:
        cleaned = form.cleaned_data
        movements.transfer(
            self.person,
            actor=self.actor,
            to_section=cleaned["section"],
            on=cleaned["on"],
            kept=form.kept_roles(),
            reason=cleaned["reason"],
            proof=proof,
        )
        when = "" if cleaned["on"] <= today() else f"{in_words(cleaned['on'])}の"
        return self.back(f"{when}異動を登録しました。")


class Retire(PersonView):
    """退職とする."""

    form_class = RetirementForm
    heading = "退職"
    button = "退職を登録する"
    consequences = (
        "退職日の翌日に、すべての役割を終え、職員IDを使えなくします。元に戻せません。",
        "書きかけの投稿は課に残ります。職員の記録は、監査のために残り続けます。",
    )

    def problem(self, form: RetirementForm) -> str:
        return movements.why_not_retire(self.person, form.cleaned_data["on"])

    def act(self, form: RetirementForm) -> Act:
        cleaned = form.cleaned_data
        return movements.retiring(self.person, cleaned["on"], cleaned["reason"])

    def carry_out(self, form: RetirementForm, proof: Proof) -> HttpResponse:
        cleaned = form.cleaned_data
        movements.retire(
            self.person,
            actor=self.actor,
            last_day=cleaned["on"],
            reason=cleaned["reason"],
            proof=proof,
        )
        return self.back(f"{in_words(cleaned['on'])}の退職を登録しました。")


class CallOff(ActView):
    """異動・退職の予定を取り消す."""

    form_class = ReasonForm
    heading = "異動・退職の予定の取消し"
    button = "予定を取り消す"
    consequences = ("予定を取り消します。すでに短くなった役割の任期は、元に戻りません。",)

    def load(self, **kwargs: Any) -> None:
        rows = Movement.objects.select_related("staff__section", "to_section")
        self.movement = get_object_or_404(rows, pk=kwargs["pk"])

    def why_not(self) -> str:
        return why_not_administer(self.actor, self.movement.staff)

    def context(self) -> dict[str, Any]:
        return {"person": self.movement.staff, "movement": self.movement}

    def hindrance(self) -> str:
        return movements.why_not_call_off(self.movement)

    def act(self, form: ReasonForm) -> Act:
        return movements.calling_off(self.movement, form.cleaned_data["reason"])

    def carry_out(self, form: ReasonForm, proof: Proof) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        movements.call_off(self.movement, actor=self.actor, reason=reason, proof=proof)
        return self.done("予定を取り消しました。", "personnel_person", pk=self.movement.staff_id)
