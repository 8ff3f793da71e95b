"""Who may do what with a post: pure questions that verbs enforce and templates repeat."""

from accounts.models import Staff
from posts.choices import TRANSITIONS, Status
from posts.models import Post


def may_edit(staff: Staff, post: Post) -> bool:
    """Drafters of the post's section, while it is on their desk."""
    return post.is_open_for_editing and drafts_for_section(staff, post)


def may_submit(staff: Staff, post: Post) -> bool:
    """The same people who may edit it."""
    return may_edit(staff, post)


def may_withdraw(staff: Staff, post: Post) -> bool:
    """Drafters of the section and the account manager, until the sending starts."""
    allowed = drafts_for_section(staff, post) or (
        staff.is_account_manager and post.status in {Status.IN_APPROVAL, Status.APPROVED}
    )
    return allowed and Status.WITHDRAWN in TRANSITIONS[Status(post.status)]


def may_reopen(staff: Staff, post: Post) -> bool:
    """Drafters of the section, after a withdrawal or a failure."""
    return Status.DRAFT in TRANSITIONS[Status(post.status)] and drafts_for_section(staff, post)


def drafts_for_section(staff: Staff, post: Post) -> bool:
    """Does this person write for the section that the post belongs to?"""
    return staff.section_id == post.section_id and staff.may_draft
