"""How LINE and citizens fetch a picture or film: by its exact name, and nothing else of the system.

Answered before sessions, maintenance notices and compression: what was sent stays to be seen
while the pages are closed, and a range of a film is a range of its own bytes.
"""

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from whitenoise.middleware import WhiteNoiseFileResponse

from media.pictures import IMAGEMAP_WIDTHS
from media.ranges import Piece, Unsatisfiable, part_asked
from media.shelves import CONTENT_TYPES

PICTURE_OR_FILM: Final = re.compile(r"[0-9a-f]{64}\.(jpg|png|mp4)")
IMAGEMAP: Final = re.compile(rf"[0-9a-f]{{64}}/({'|'.join(map(str, IMAGEMAP_WIDTHS))})")
HEADERS: Final = {
    # The player of an iPhone shows no film of a server that cannot answer with parts.
    "Accept-Ranges": "bytes",
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Disposition": "attachment",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


class MediaMiddleware:
    """Answers addresses under MEDIA_URL; a host of their own answers nothing besides."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_own_host = bool(settings.MEDIA_HOST) and request.get_host() == settings.MEDIA_HOST
        is_here = is_own_host or not settings.MEDIA_HOST
        if is_here and request.path_info.startswith(settings.MEDIA_PATH):
            return _answer(request, request.path_info.removeprefix(settings.MEDIA_PATH))
        return _nothing() if is_own_host else self._get_response(request)


def content_type_of(name: str) -> str:
    """What a stored file is, by its name alone; empty for a name that no stored file has."""
    if found := PICTURE_OR_FILM.fullmatch(name):
        return CONTENT_TYPES[found[1]]
    return CONTENT_TYPES["jpg"] if IMAGEMAP.fullmatch(name) else ""


def _answer(request: HttpRequest, name: str) -> HttpResponseBase:
    kind = content_type_of(name)
    if not kind or not default_storage.exists(name):
        return _nothing()
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    # What lies under a name never changes, so the name is as good as any tag.
    tag = f'"{name}"'
    headers = {**HEADERS, "Content-Type": kind, "ETag": tag}
    if {tag, "*"} & set(parse_etags(request.headers.get("If-None-Match", ""))):
        return HttpResponse(status=304, headers=headers)
    size = default_storage.size(name)
    if request.method == "HEAD":
        return HttpResponse(headers={**headers, "Content-Length": str(size)})
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        asked = ""
    try:
        return _file(name, part_asked(asked, size), size, headers)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})


def _file(name: str, part: range | None, size: int, headers: dict[str, str]) -> HttpResponseBase:
    """The bytes themselves.

    An object store should serve by itself (MEDIA_URL); until it does, it is asked from here.
    """
    file = default_storage.open(name)
    if part is None:
        # As Django's, but it leaves our headers as they are; gunicorn hands the file on as a whole.
        return WhiteNoiseFileResponse(file, headers={**headers, "Content-Length": str(size)})
    headers = {
        **headers,
        "Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}",
        "Content-Length": str(len(part)),
    }
    return StreamingHttpResponse(Piece(file, part), status=206, headers=headers)


def _nothing() -> HttpResponse:
    return HttpResponse("not found", status=404, content_type="text/plain")
