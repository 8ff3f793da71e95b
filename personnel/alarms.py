"""Who hears when two people let somebody in who can approve or administer.

Two people together could still do it behind the back of the person concerned: it is never unseen.
"""

from accounts.models import Staff
from personnel import announcements, standing


def sound(staff: Staff, *, asked_by: Staff, confirmed_by: Staff, what: str, reason: str) -> None:
    """Tell the overseers what was done to somebody who can approve or administer.

    Call it inside the transaction of the act.
    """
    roles = standing.sensitive_roles(staff)
    held = "、".join(role.label for role in roles)
    announcements.tell_overseers(
        staff,
        subject=f"{what}：{staff.name}さん",
        body=f"{asked_by}さんが申請し、{confirmed_by}さんが確認して、{staff}さんについて"
        f"操作しました。\n\n操作：{what}\n{staff.name}さんの役割：{held or '申請中'}\n"
        f"理由：{reason}\n\n"
        "本人が頼んだことかどうかを、本人に電話で確かめてください。頼んでいないときは、"
        "すぐに「漏えいのおそれを報告する」か、操作した職員の利用停止を使ってください。\n",
        without=[asked_by, confirmed_by, staff],
    )
