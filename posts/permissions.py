"""Who may do what with a post, and if not, why not: verbs enforce it, pages repeat it.

Every `why_not_…` gives an empty string when the act is allowed, otherwise the sentence for people.
"""

from django.core.exceptions import PermissionDenied

from accounts.models import Role, Staff
from posts.choices import FOLLOWED, TRANSITIONS, Status
from posts.emergencies import owing
from posts.models import Post


def why_not_draft(staff: Staff) -> str:
    """Drafters write new posts."""
    return "" if staff.may_draft else "起案者に任命された職員だけが起案できます。"


def why_not_follow_up(staff: Staff, post: Post) -> str:
    """Who may correct or cancel a post that went out, or may have (責1).

    Drafters of its section, and, as it must not wait for them, whoever decides on posts: that
    person then has a hand in the correction and decides on it no more.
    """
    if post.status not in FOLLOWED:
        return "訂正や取消しを知らせられるのは、配信した投稿と、結果が分からない投稿だけです。"
    if drafts_for_section(staff, post) or decides(staff):
        return ""
    return "訂正や取消しを起案できるのは、同じ課の起案者、アカウント管理者、代決者だけです。"


def why_not_edit(staff: Staff, post: Post) -> str:
    """Whoever writes the post edits it, while it is on the desk."""
    if post.is_open_for_editing and writes(staff, post):
        return ""
    return "この投稿を編集できるのは、下書きの間の、同じ課の起案者だけです。"


def why_not_submit(staff: Staff, post: Post) -> str:
    """The same people who may edit it, once they have reported on their last emergency."""
    if not why_not_edit(staff, post):
        return owing.why_not_ask(staff, post)
    return "承認を依頼できるのは、下書きの間の、同じ課の起案者だけです。"


def why_not_withdraw(staff: Staff, post: Post) -> str:
    """Whoever writes the post, and the account manager, until it is decided on."""
    allowed = writes(staff, post) or (
        staff.is_account_manager and post.status == Status.IN_APPROVAL
    )
    if allowed and Status.WITHDRAWN in TRANSITIONS[Status(post.status)]:
        return ""
    return "この投稿は、いまは取り下げられません。"


def why_not_reopen(staff: Staff, post: Post) -> str:
    """Whoever writes the post, after a withdrawal or a failure."""
    if Status.DRAFT in TRANSITIONS[Status(post.status)] and writes(staff, post):
        return ""
    return "この投稿は、いまは下書きに戻せません。"


def drafts_for_section(staff: Staff, post: Post) -> bool:
    """Does this person write for the section that the post belongs to?"""
    return staff.section_id == post.section_id and staff.may_draft


def writes(staff: Staff, post: Post) -> bool:
    """May this person work on the post: for the section, or on a correction begun by themselves?"""
    began = post.drafter_id == staff.pk and post.original_id is not None
    return drafts_for_section(staff, post) or (began and decides(staff))


def decides(staff: Staff) -> bool:
    """Is this person アカウント管理者 or 代決者 today?"""
    return staff.is_account_manager or staff.holds(Role.DEPUTY)


def demand(problem: str) -> None:
    """Raise PermissionDenied with the sentence, unless it is empty."""
    if problem:
        raise PermissionDenied(problem)
