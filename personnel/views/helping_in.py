"""How an administrator helps somebody in again, and the one page that shows passwords."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import Staff
from personnel import credentials
from personnel.acts import Act, Proof
from personnel.forms.people import LeakForm, ReasonForm
from personnel.models import HelpKind
from personnel.views.acting import ActView, PersonView
from personnel.views.asking_help import HelpView


def passwords_once(view: ActView, passwords: list[tuple[Staff, str]], **more: Any) -> HttpResponse:
    """The page with temporary passwords: this one answer, kept nowhere and by no cache.

    `more` may name the `person` whose page comes next, and whether their ID `is_new`.
    """
    sign_in = f"{settings.SITE_URL}{reverse('account_login')}"
    page = {"passwords": passwords, "sign_in": sign_in, **more}
    return render(view.request, "personnel/passwords.html", page)


class IssuePassword(HelpView):
    """仮パスワードを発行する."""

    kind = HelpKind.PASSWORD
    form_class = ReasonForm
    heading = "仮パスワードの発行"
    button = "仮パスワードを発行する"
    consequences = (
        "今のパスワードは使えなくなり、開いている画面はすべて終了します。",
        "仮パスワードは、次の画面に一度だけ表示します。本人と確かめてから、手渡してください。",
    )

    def hindrance(self) -> str:
        return credentials.why_not_help_in(self.person)

    def alone(self, form: ReasonForm) -> Act:
        return credentials.password_issuance(self.person, form.cleaned_data["reason"])

    def do_alone(self, form: ReasonForm, proof: Proof) -> HttpResponse:
        password = credentials.issue_password(
            self.person, actor=self.actor, proof=proof, **form.cleaned_data
        )
        return passwords_once(self, [(self.person, password)], person=self.person)


class ResetFactors(HelpView):
    """認証手段をリセットする."""

    kind = HelpKind.FACTORS
    form_class = ReasonForm
    heading = "認証手段のリセット"
    button = "認証手段をリセットする"
    consequences = (
        "認証アプリ、パスキー、回復コードをすべて削除し、今のパスワードも使えなくします。",
        "新しい仮パスワードを、次の画面に一度だけ表示します。電話で頼まれたときは、必ず本人と"
        "確かめてから渡してください。本人は、次のログインで認証手段を登録し直します。",
    )

    def hindrance(self) -> str:
        return credentials.why_not_help_in(self.person)

    def alone(self, form: ReasonForm) -> Act:
        return credentials.factor_reset(self.person, form.cleaned_data["reason"])

    def do_alone(self, form: ReasonForm, proof: Proof) -> HttpResponse:
        password = credentials.reset_factors(
            self.person, actor=self.actor, proof=proof, **form.cleaned_data
        )
        return passwords_once(self, [(self.person, password)], person=self.person)


class ReportLeak(PersonView):
    """漏えいのおそれを報告する."""

    form_class = LeakForm
    heading = "漏えいのおそれの報告"
    button = "漏えいのおそれを報告する"
    consequences = (
        "開いている画面をすべて終了し、次のログインでパスワードの変更を求めます。",
        "アカウント管理者とシステム管理者に、メールで知らせます。",
    )

    def act(self, form: LeakForm) -> Act:
        return credentials.leak_report(self.person, form.cleaned_data["reason"])

    def carry_out(self, form: LeakForm, proof: Proof) -> HttpResponse:
        note = form.cleaned_data["reason"]
        credentials.report_leak(self.person, actor=self.actor, note=note, proof=proof)
        return self.back("漏えいのおそれを報告しました。")
