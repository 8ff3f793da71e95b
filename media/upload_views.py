"""登録: how a picture or film is brought in, with what was typed kept when it is not taken."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import staff_of
from media import permissions, uploading
from media.forms import ImageForm, StatementForm, VideoForm
from media.models import Item
from media.refusals import Unusable
from media.uploading import UnusablePreview


@require_http_methods(["GET", "HEAD", "POST"])
def image(request: HttpRequest) -> HttpResponse:
    """画像を登録する."""
    actor = staff_of(request)
    permissions.demand(permissions.why_not_upload(actor))
    form = ImageForm(request.POST, request.FILES) if request.method == "POST" else ImageForm()
    if form.is_valid():
        try:
            item = uploading.upload_image(
                actor=actor, sent=form.cleaned_data["file"], statement=form.statement()
            )
        except Unusable as unusable:
            form.add_error("file", str(unusable))
        else:
            return _done(request, item)
    return _form(request, form, "画像")


@require_http_methods(["GET", "HEAD", "POST"])
def video(request: HttpRequest) -> HttpResponse:
    """動画を登録する."""
    actor = staff_of(request)
    permissions.demand(permissions.why_not_upload(actor))
    form = VideoForm(request.POST, request.FILES) if request.method == "POST" else VideoForm()
    if form.is_valid():
        try:
            item = uploading.upload_video(
                actor=actor,
                sent=form.cleaned_data["file"],
                preview=form.cleaned_data["preview"],
                statement=form.statement(),
            )
        except UnusablePreview as unusable:
            form.add_error("preview", str(unusable))
        except Unusable as unusable:
            form.add_error("file", str(unusable))
        else:
            return _done(request, item)
    return _form(request, form, "動画")


def _done(request: HttpRequest, item: Item) -> HttpResponse:
    if item.was_there:
        messages.info(
            request,
            f"同じ{item.kind}を、すでに登録しています。登録済みのものを表示します。"
            "説明を直すときは、下の「代替テキストを直す」を使ってください。",
        )
    else:
        look = "再生して確かめてください" if item.is_film else "市民に見える形を確かめてください"
        messages.success(
            request,
            f"{item.kind}を登録しました。下で{look}。"
            f"起案の画面では、「{item.kind}を選ぶ」を押すと先頭に出ます。",
        )
    return redirect(item)


def _form(request: HttpRequest, form: StatementForm, kind: str) -> HttpResponse:
    return render(request, "media/upload.html", {"form": form, "kind": kind})
