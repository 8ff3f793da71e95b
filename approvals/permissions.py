"""Who may decide on a post, and if not, why not, in a sentence for the page."""

from accounts.models import Staff
from posts.models import Post


def why_not_approve(staff: Staff, post: Post) -> str:
    """Empty when this person may approve the post; otherwise the reason (運用, four eyes)."""
    if not staff.is_account_manager:
        return "承認できるのは、アカウント管理者だけです。"
    if staff in post.contributors():
        return (
            f"{staff.name}さんはこの投稿の作成・編集・依頼に関わったため、承認できません。"
            "関わっていない人の承認が必要です。"
        )
    return ""


def why_not_return(staff: Staff) -> str:
    """Empty when this person may send a post back to its drafter; otherwise the reason."""
    return "" if staff.is_account_manager else "差し戻せるのは、アカウント管理者だけです。"
