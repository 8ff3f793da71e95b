"""Who may do what with pictures and films, and if not, why not.

Every `why_not_…` gives an empty string when the act is allowed, otherwise the sentence for people.
"""

from django.core.exceptions import PermissionDenied

from accounts.models import Staff
from media.models import Item


def why_not_upload(staff: Staff) -> str:
    """Those who write posts."""
    if staff.may_draft:
        return ""
    return "画像や動画を登録できるのは、起案者に任命された職員だけです。"


def why_not_look_after(staff: Staff, item: Item) -> str:
    """Drafters of the section that uploaded it change its words and take it out of use."""
    if staff.section_id == item.section_id and staff.may_draft:
        return ""
    return "この画像や動画を変更できるのは、登録した課の起案者だけです。"


def demand(problem: str) -> None:
    """Raise PermissionDenied with the sentence, unless it is empty."""
    if problem:
        raise PermissionDenied(problem)
