"""The 決裁票 of a post in the browser, and as a PDF to be kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from approvals.sheets import paper
from approvals.sheets.gathering import sheets_of
from approvals.sheets.pdf import pdf_of
from approvals.sheets.sheet import Sheet
from posts.loading import load
from posts.models import Post


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for screen and printer, for everybody who may see the post."""
    _, post = load(request, pk)
    found = _sheet_of(post)
    context = {"post": post, "stamps": paper.stamps(found), "parts": paper.parts(found)}
    return render(request, "approvals/sheet.html", context)


@require_safe
def sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a PDF; its foot says who took it along and when."""
    staff, post = load(request, pk)
    content = pdf_of(_sheet_of(post), reader=staff.name, at=timezone.now())
    name = f"kessai-{post.pk}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sheet_of(post: Post) -> Sheet:
    """The sheet. Raises Http404 for a post that nobody was ever asked about."""
    found = sheets_of([post])
    if not found:
        raise Http404("no approval was ever asked for")
    return found[0]
