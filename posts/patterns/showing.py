"""How is a 文例 found, and may this person write a post from it now?"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import Staff
from accounts.requests import staff_of
from posts.models import Pattern
from posts.patterns import approving
from posts.permissions import why_not_draft


def load(request: HttpRequest, pk: int) -> tuple[Staff, Pattern]:
    """The person and the 文例; everybody who signs in reads all of them."""
    found = Pattern.objects.select_related("current__made_by", "section", "retired_by__section")
    return staff_of(request), get_object_or_404(found, pk=pk)


def usable(pattern: Pattern, staff: Staff) -> bool:
    """Every drafter writes from the 文例 of every section, while it is good."""
    if pattern.is_emergency:
        return not approving.why_not_use(pattern, timezone.localdate()) and not why_not_draft(staff)
    return not pattern.why_not_use(timezone.localdate()) and not why_not_draft(staff)
