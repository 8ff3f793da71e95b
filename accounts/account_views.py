"""自分のアカウント: what one may look at and change oneself, and the report of a leak."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import leaks, sessions
from accounts.account_forms import LeakReportForm
from accounts.requests import staff_of

REPORTED = (
    "報告を受け付け、すべての端末をログアウトしました。アカウント管理者とシステム管理者に知らせました。"
    "もう一度ログインして、新しいパスワードを決めてください。"
)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """/account/: who one is here, and the ways to change it."""
    staff = staff_of(request)
    context = {"staff": staff, "places": len(sessions.open_of(staff))}
    return render(request, "accounts/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def leak_report(request: HttpRequest) -> HttpResponse:
    """漏えいのおそれを報告: the second of two presses shuts everything."""
    staff = staff_of(request)
    form = LeakReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leaks.report(staff, actor=staff, note=form.cleaned_data["note"])
        logout(request)
        messages.success(request, REPORTED)
        return redirect("account_login")
    return render(request, "accounts/leak_report.html", {"form": form})
