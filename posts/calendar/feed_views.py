"""The feed for other calendars: no session, but the key of one person in its address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts import calendar_keys
from posts.calendar.feed import ASK_AGAIN, feed


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """The posts that the holder of the key may read; a key that does not hold is not found.

    A key of 256 bits is not guessed, and a wrong one costs one look at an index: nothing counts
    the tries.
    """
    staff = calendar_keys.holder_of(key)
    if staff is None:
        raise Http404("この購読用アドレスは使えません。")
    answer = HttpResponse(feed(staff), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
    patch_cache_control(answer, private=True, max_age=int(ASK_AGAIN.total_seconds()) // 4)
    return answer
