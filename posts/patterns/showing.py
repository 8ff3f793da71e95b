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
    found = Pattern.objects.select_related("current", "section", "retired_by__section")
    return staff_of(request), get_object_or_404(found, pk=pk)


def usable(pattern: Pattern, staff: Staff) -> bool:
    """Every drafter writes from the 文例 of every section, while it is good."""
    if pattern.is_emergency:
        return not approving.why_not_use(pattern, timezone.localdate()) and not why_not_draft(staff)
    return not pattern.why_not_use(timezone.localdate()) and not why_not_draft(staff)


def barred(version: PatternVersion) -> str:
    """Who cannot decide on posts written from it, having written its words; empty for nobody."""
    makers = [maker for maker in version.writers() if decides(maker)]
    if version.level or not makers:
        return ""
    names = "、".join(f"{maker.name}さん" for maker in makers)
    words = f"{names}が書いた文例のため、この文例で書いた投稿を{names}は決裁できません。"
    if not any(maker.is_account_manager for maker in makers):
        return words
    others = [one.staff.name for one in absences.present_deputies() if one.staff not in makers]
    if others:
        return f"{words}代決者の{others[0]}さんが代わりに決裁します。"
    return f"{words}いまは、ほかに決裁できる人がいません。"
