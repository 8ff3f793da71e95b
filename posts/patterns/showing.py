"""How is a 文例 found, and may this person write a post from it now?"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import absences
from accounts.models import Staff
from accounts.requests import staff_of
from posts.models import Pattern, PatternVersion
from posts.patterns import approving
from posts.permissions import decides, why_not_draft


def load(request: HttpRequest, pk: int) -> tuple[Staff, Pattern]:
    """The person and the 文例; everybody who signs in reads all of them."""
    found = Pattern.objects.select_related("current__made_by", "section", "retired_by__section")
    return staff_of(request), get_object_or_404(found, pk=pk)


def usable(pattern: Pattern, staff: Staff) -> bool:
    """Every drafter writes from the 文例 of every section, while it is good."""
    if pattern.is_emergency:
        return not approving.why_not_use(pattern, timezone.localdate()) and not why_not_draft(staff)
    return not pattern.why_not_use(timezone.localdate()) and not why_not_draft(staff)


def barred(version: PatternVersion) -> str:
    """Who cannot decide on posts written from it, having written its words; empty for nobody."""
    maker = version.made_by
    if version.level or not decides(maker):
        return ""
    words = (
        f"{maker.name}さんが書いた文例のため、"
        f"この文例で書いた投稿を{maker.name}さんは決裁できません。"
    )
    if not maker.is_account_manager:
        return words
    others = [one.staff.name for one in absences.present_deputies() if one.staff_id != maker.pk]
    if others:
        return f"{words}代決者の{others[0]}さんが代わりに決裁します。"
    return f"{words}いまは、ほかに決裁できる人がいません。"
