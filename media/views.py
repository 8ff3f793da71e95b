"""The library in the browser: looked through, one item shown, uploaded to, and kept right."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Staff
from accounts.requests import staff_of
from audit.models import Entry
from media import keeping, library, permissions
from media.forms import RewordingForm
from media.models import Item
from media.uses import uses_of

PER_PAGE = 24
FILTERS = ("q", "section", "kind", "standing")


@require_safe
def item_list(request: HttpRequest) -> HttpResponse:
    """画像・動画: everything that is offered, as a grid of pictures and words."""
    staff = staff_of(request)
    chosen = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    found = library.find(staff, chosen)
    return render(
        request,
        "media/list.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "chosen": chosen,
            "query": f"{urlencode(chosen)}&" if chosen else "",
            "sections": library.sections(),
            "kinds": list(library.Kind),
            "standings": list(library.Standing),
            "may_upload": not permissions.why_not_upload(staff),
        },
    )


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: how it looks, what it says, whose it is, where it is used."""
    staff, item = _load(request, pk)
    shown = {"alt_text": item.alt_text, "seen": item.alt_text}
    return _page(request, staff, item, RewordingForm(initial=shown))


@require_POST
def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """代替テキストを直す."""
    staff, item = _load(request, pk)
    permissions.demand(permissions.why_not_look_after(staff, item))
    form = RewordingForm(request.POST)
    if not form.is_valid():
        return _page(request, staff, item, form)
    try:
        keeping.describe(
            item,
            actor=staff,
            seen=form.cleaned_data["seen"],
            alt_text=form.cleaned_data["alt_text"],
        )
    except keeping.ChangedMeanwhile:
        item.refresh_from_db()
        # What was typed stays in the field, and now takes the place of what is shown above it.
        again = RewordingForm({**request.POST.dict(), "seen": item.alt_text})
        again.add_error(
            "alt_text",
            f"この画面を開いた後に、「{item.alt_text}」に直されました。どちらがよいか確かめて、"
            "もう一度保存してください。",
        )
        return _page(request, staff, item, again)
    messages.success(request, "代替テキストを保存しました。配信済みの投稿は、元のままです。")
    return redirect(item)


@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """使用を終了する."""
    staff, item = _load(request, pk)
    keeping.retire(item, actor=staff)
    messages.success(request, "使用を終了しました。新しい投稿では選べません。")
    return redirect(item)


@require_POST
def offering(request: HttpRequest, pk: int) -> HttpResponse:
    """もう一度使えるようにする."""
    staff, item = _load(request, pk)
    keeping.offer(item, actor=staff)
    messages.success(request, "もう一度使えるようにしました。")
    return redirect(item)


def _load(request: HttpRequest, pk: int) -> tuple[Staff, Item]:
    """The person, and the item if this person may see it; otherwise 404."""
    staff = staff_of(request)
    return staff, get_object_or_404(Item.objects.visible_to(staff), pk=pk)


def _page(request: HttpRequest, staff: Staff, item: Item, form: RewordingForm) -> HttpResponse:
    return render(
        request,
        "media/item.html",
        {
            "item": item,
            "form": form,
            "uses": uses_of(item, staff=staff),
            "wordings": item.wordings.select_related("by__section"),
            "history": Entry.objects.filter(target=item.as_target).order_by("-sequence"),
            "may_look_after": not permissions.why_not_look_after(staff, item),
        },
    )
