"""決裁の記録 in the browser: what a period holds, and all of it as a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import staff_of
from approvals.permissions import why_not_read_records
from approvals.records.exporting import export
from approvals.records.files import CONTENT_TYPES, Format
from approvals.records.period import PeriodForm, records_of, to_hand_out
from approvals.sheets.gathering import sheets_of
from posts.permissions import demand

PER_PAGE = 50
NOT_UNDERSTOOD = "期間を確かめて、もう一度書き出してください。"


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """What was decided or sent in a period, for アカウント管理者 and auditors."""
    reader = staff_of(request)
    demand(why_not_read_records(reader))
    form = PeriodForm(request.GET.dict())
    context = {"form": form, "formats": Format}
    if form.is_valid():
        found = records_of(form, reader=reader)
        handed_out = to_hand_out(found)
        page = Paginator(handed_out, PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "sheets": sheets_of(list(page.object_list)),
            "left_out": found.count() - page.paginator.count,
        }
    return render(request, "approvals/records.html", context)


@require_POST
def records_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a file. A POST, because it is recorded that the records left the system."""
    actor = staff_of(request)
    demand(why_not_read_records(actor))
    form = PeriodForm(request.POST.dict())
    chosen = request.POST.get("format")
    if chosen not in Format.values or not form.is_valid():
        messages.error(request, NOT_UNDERSTOOD)
        return redirect("approval_records")
    file_format = Format(chosen)
    name = f"kessai-{timezone.localdate():%Y%m%d}.{file_format.value}"
    return StreamingHttpResponse(
        export(form, actor=actor, file_format=file_format),
        content_type=CONTENT_TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
