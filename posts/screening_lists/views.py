"""The pages of the lists, for administrators: what they hold, what was changed, and changing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Staff
from accounts.requests import staff_of
from audit.dates_ja import date_and_time
from personnel.acts import NotPossible
from personnel.exports import as_csv
from posts.screening_lists import changing
from posts.screening_lists.choices import ListKind, WordKind
from posts.screening_lists.forms import EntryForm, RemovalForm
from posts.screening_lists.models import ListChange
from posts.screening_lists.reading import Entry, entries

HEAD = ("区分", "内容", "起案者への説明", "理由", "登録した職員", "登録日時")
SHIPPED = "はじめから入っている項目"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every list with the number of its entries."""
    _administrator(request)
    held = entries()
    kinds = [(kind, sum(entry.kind is kind for entry in held)) for kind in ListKind]
    return render(request, "posts/screening_lists/overview.html", {"kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
def one_list(request: HttpRequest, kind: str) -> HttpResponse:
    """A list with its history; POST adds an entry."""
    staff, listed = _administrator(request), _kind(kind)
    form = EntryForm(request.POST if request.method == "POST" else None, kind=listed)
    if request.method == "POST" and form.is_valid() and _added(form, listed, staff):
        messages.success(request, "一覧に追加しました。")
        return redirect("screening_list", listed)
    page = {
        "kind": listed,
        "kinds": ListKind,
        **_shown(listed, request.GET.get("group", "")),
        "changes": ListChange.objects.filter(kind=listed).select_related("by").order_by("-pk"),
        "form": form,
    }
    return render(request, "posts/screening_lists/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, key: str) -> HttpResponse:
    """Remove an entry, with a reason."""
    staff = _administrator(request)
    entry = next((entry for entry in entries() if entry.key == key), None)
    if entry is None:
        raise Http404
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changing.remove_entry(entry, actor=staff, reason=form.cleaned_data["reason"])
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "一覧から削除しました。")
        return redirect("screening_list", entry.kind)
    return render(request, "posts/screening_lists/removal.html", {"entry": entry, "form": form})


@require_safe
def as_file(request: HttpRequest, kind: str) -> HttpResponse:
    """A list as CSV."""
    _administrator(request)
    listed = _kind(kind)
    content = as_csv([HEAD, *map(_row, entries(listed))])
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="screening-{listed}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _shown(kind: ListKind, group: str) -> dict[str, object]:
    """The entries, of one kind of words where one was chosen."""
    found = entries(kind)
    if kind is not ListKind.WORD:
        return {"entries": found}
    chosen = group if group in WordKind.values else ""
    return {
        "entries": [entry for entry in found if chosen in ("", entry.group)],
        "groups": WordKind.choices,
        "chosen": chosen,
    }


def _added(form: EntryForm, kind: ListKind, staff: Staff) -> bool:
    said = form.cleaned_data
    try:
        changing.add_entry(
            kind,
            said["value"],
            actor=staff,
            reason=said["reason"],
            group=" ".join(said.get("group", "").split()),
            advice=said.get("advice", ""),
        )
    except NotPossible as problem:
        form.add_error("value", str(problem))
        return False
    return True


def _row(entry: Entry) -> tuple[str, ...]:
    at = date_and_time(entry.at) if entry.at else ""
    why = entry.reason if entry.at else SHIPPED
    return (entry.group_in_words, entry.value, entry.advice, why, entry.by, at)


def _administrator(request: HttpRequest) -> Staff:
    staff = staff_of(request)
    problem = changing.why_not_change(staff)
    if problem:
        raise PermissionDenied(problem)
    return staff


def _kind(kind: str) -> ListKind:
    if kind not in ListKind.values:
        raise Http404
    return ListKind(kind)
