"""Who hears when one person opens a way into the office of another.

A role that can approve or administer takes two people. Whoever could have somebody's password and
factors replaced alone would have that role without the second: it stays possible, because help is
needed at once, but never unseen.
"""

from accounts.models import Staff
from personnel import announcements, standing


def sound(staff: Staff, *, actor: Staff, what: str, reason: str) -> None:
    """Tell the overseers what was done to somebody who can approve or administer, and nobody else.

    Call it inside the transaction of the act.
    """
    roles = standing.sensitive_roles(staff)
    if not roles:
        return
    held = "、".join(role.label for role in roles)
    announcements.tell_overseers(
        staff,
        subject=f"{what}：{staff.name}さん",
        body=f"{actor}さんが、{staff}さんについて操作しました。\n\n"
        f"操作：{what}\n{staff.name}さんの役割：{held}\n理由：{reason}\n\n"
        "本人が頼んだことかどうかを、本人に電話で確かめてください。頼んでいないときは、"
        "ほかのシステム管理者が、すぐに本人の認証手段をリセットし、"
        "操作した職員の利用を停止してください。\n",
        without=[actor, staff],
    )
