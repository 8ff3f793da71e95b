"""予定表の購読: make an address for another calendar, which is shown once, and end it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import calendar_keys
from accounts.requests import staff_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calendar_key(request: HttpRequest) -> HttpResponse:
    """/account/calendar/: whether there is an address; a press makes a new one and shows it."""
    staff = staff_of(request)
    address = ""
    if request.method == "POST":
        path = reverse("calendar_feed", args=[calendar_keys.make(staff)])
        address = f"{settings.SITE_URL}{path}"
    context = {"current": calendar_keys.current_of(staff), "address": address}
    return render(request, "accounts/calendar_key.html", context)


@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """End one's own address: whoever has it sees nothing more."""
    staff = staff_of(request)
    if calendar_keys.end(staff, actor=staff):
        messages.success(request, "購読用アドレスを使えないようにしました。")
    else:
        messages.info(request, "使えるアドレスはありません。")
    return redirect("account_calendar")
