"""決裁ルート in the browser: the table of what posts have to pass, and changing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Staff
from accounts.requests import staff_of
from personnel.acts import NotPossible
from posts.models import RouteRule
from posts.permissions import demand
from posts.routing import ruling
from posts.routing.choices import RuleKind
from posts.routing.forms import EndForm, RuleForm


@require_http_methods(["GET", "HEAD", "POST"])
def route_rules(request: HttpRequest) -> HttpResponse:
    """The table, for everyone to read; POST adds a line."""
    staff = staff_of(request)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand(ruling.why_not_rule(staff))
        if form.is_valid() and _made(form, staff):
            messages.success(request, "決裁ルートを追加しました。次の承認依頼から使われます。")
            return redirect("route_rules")
    page = {
        "rules": RouteRule.objects.in_force(),
        "ended": RouteRule.objects.exclude(ended_at=None).select_related(
            "section", "consulted", "ended_by__section"
        ),
        "form": form,
        "may_rule": not ruling.why_not_rule(staff),
    }
    return render(request, "posts/routing/rules.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def route_rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a line, with a reason."""
    staff = staff_of(request)
    demand(ruling.why_not_rule(staff))
    rule = get_object_or_404(RouteRule.objects.in_force(), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ruling.end_rule(rule, actor=staff, reason=form.cleaned_data["reason"])
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "決裁ルートを廃止しました。")
        return redirect("route_rules")
    return render(request, "posts/routing/end.html", {"rule": rule, "form": form})


def _made(form: RuleForm, staff: Staff) -> bool:
    said = dict(form.cleaned_data)
    try:
        ruling.make_rule(RuleKind(said.pop("kind")), actor=staff, **said)
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True
