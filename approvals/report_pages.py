"""事後報告 in the browser: written by those who were there, read by everybody afterwards."""

from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import staff_of
from approvals import reporting
from approvals.models import AfterReport, Outcome
from posts.form_fields import WordsField, words_seen
from posts.kinds.choices import Kind
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile

LONGEST: Final = 4000
REPORT_MISSING: Final = "経過を入力してください。"


class ReportForm(forms.Form):
    """What happened, and what is to be done better."""

    what_happened = WordsField(
        label="経過",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="いつ、何が起き、だれが何を判断したか。個人の氏名は書かないでください。",
        error_messages={"required": REPORT_MISSING},
        validators=[words_seen(REPORT_MISSING)],
    )
    what_to_do_better = WordsField(
        label="気づいた点と改善",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def after_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report about one emergency: the form for who owes it, or what was written."""
    staff = staff_of(request)
    revision = get_object_or_404(
        Revision.objects.select_related("post__section", "submitted_by__section"),
        pk=pk,
        post__in=Post.objects.visible_to(staff),
        post__kind=Kind.EMERGENCY,
        decision__outcome=Outcome.APPROVED,
    )
    problem = reporting.why_not_report(staff, revision)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if problem:
            raise PermissionDenied(problem)
        if form.is_valid():
            try:
                reporting.report(revision, actor=staff, **form.cleaned_data)
            except ChangedMeanwhile:
                messages.error(request, "ほかの人が事後報告を書きました。")
            else:
                messages.success(request, "事後報告を記録しました。")
            return redirect("after_report", pk=pk)
    context = {
        "revision": revision,
        "post": revision.post,
        "report": AfterReport.objects.filter(revision=revision).first(),
        "due_at": reporting.due_at(revision),
        "why_not": problem,
        "form": form,
    }
    return render(request, "approvals/report.html", context)
